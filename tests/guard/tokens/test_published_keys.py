"""Are published keys fetched when they are needed, and not when a stranger wants them to be?"""

# ruff: noqa: ANN401  # the fixtures' classes stand in conftest, which cannot be imported
from __future__ import annotations

import contextlib
import json
import os
import threading
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask

from bearproof.guard import Claims, Fetching, Guard, GuardMisuse, SecretKey, TokenRefused, TrustedIssuer
from bearproof.guard.jwks.remote import RemoteRing

NOW = 1_700_000_000


def guard_of(issuer: Any, moment: Any = time.monotonic, **how: Any) -> Guard:
    # More patient than by default: other work on the machine must not fail a test.
    fetching = Fetching(insecure_loopback_http=True, clock=moment, **({"patience": 30.0, "timeout": 30.0} | how))
    return Guard(
        issuer=TrustedIssuer(issuer.name, fetching=fetching),
        audience="https://api.example",
        tripwire="off",
        clock=lambda: NOW,
    )


def asker(guard: Guard) -> Callable[[str], int]:
    app = Flask(__name__)

    @app.get("/me")
    @guard.allow()
    def me(claims: Claims) -> str:
        return claims.subject

    guard.init_app(app)
    return lambda token: app.test_client().get("/me", headers={"Authorization": "Bearer " + token}).status_code


def settled(condition: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not condition() and time.monotonic() < until:
        time.sleep(0.005)
    return condition()


def test_keys_are_discovered_once_and_used_for_many_tokens(issuer: Any) -> None:
    ask = asker(guard_of(issuer))
    assert [ask(issuer.token("first", jti=str(number))) for number in range(5)] == [200] * 5
    assert issuer.asked == ["/.well-known/openid-configuration", "/keys"]


def test_nothing_is_fetched_before_a_token_comes(issuer: Any) -> None:
    asker(guard_of(issuer))("x")
    assert issuer.asked == []


def test_metadata_of_rfc_8414_are_found_too(issuer: Any) -> None:
    metadata = json.dumps({"issuer": issuer.name, "jwks_uri": issuer.name + "/keys"}).encode()
    issuer.answers["/.well-known/openid-configuration"] = (404, {}, b"")
    issuer.answers["/.well-known/oauth-authorization-server"] = (200, {}, metadata)
    assert asker(guard_of(issuer))(issuer.token("first")) == 200


def test_a_thousand_unknown_kids_are_one_fetch_in_each_cooldown(issuer: Any, moment: Any) -> None:
    ask = asker(guard_of(issuer, moment))
    assert ask(issuer.token("first")) == 200
    issuer.asked.clear()
    moment.now += 31
    asked = [ask(issuer.token("first", header={"kid": f"unknown {number}"})) for number in range(1000)]
    assert (set(asked), issuer.asked) == ({401}, ["/keys"])
    moment.now += 31
    asked = [ask(issuer.token("first", header={"kid": f"another {number}"})) for number in range(1000)]
    assert (set(asked), issuer.asked) == ({401}, ["/keys", "/keys"])
    assert ask(issuer.token("first")) == 200


def test_a_thousand_unknown_kids_at_once_are_one_fetch(issuer: Any) -> None:
    ask = asker(guard_of(issuer))
    made = [issuer.token("first", header={"kid": f"unknown {number}"}) for number in range(1000)]
    with ThreadPoolExecutor(16) as threads:
        assert set(threads.map(ask, made)) == {401}
    assert issuer.asked == ["/.well-known/openid-configuration", "/keys"]


def test_a_kid_that_the_issuer_did_not_know_is_not_asked_about_again(issuer: Any, moment: Any) -> None:
    ask = asker(guard_of(issuer, moment, fresh=10_000.0))
    strange = issuer.token("first", header={"kid": "strange"})
    assert [ask(issuer.token("first")), ask(strange)] == [200, 401]
    moment.now += 31
    assert ask(strange) == 401
    fetches = len(issuer.asked)
    moment.now += 31
    assert (ask(strange), len(issuer.asked)) == (401, fetches)
    moment.now += 121
    assert (ask(strange), len(issuer.asked)) == (401, fetches + 1)


@pytest.mark.parametrize("alg", ["none", "HS256", "RS384", "es256", ["ES256"], None])
def test_j3_an_algorithm_that_nobody_signs_with_is_no_reason_to_fetch(issuer: Any, alg: object) -> None:
    ask = asker(guard_of(issuer))
    part, *rest = issuer.token("first").split(".")
    from base64 import urlsafe_b64encode  # noqa: PLC0415  # once

    part = urlsafe_b64encode(json.dumps({"alg": alg, "typ": "at+jwt", "kid": "new"}).encode()).rstrip(b"=").decode()
    assert (ask(".".join([part, *rest])), issuer.asked) == (401, [])


def test_a_new_key_counts_as_soon_as_it_is_used(issuer: Any, moment: Any) -> None:
    ask = asker(guard_of(issuer, moment))
    assert ask(issuer.token("first")) == 200
    issuer.new_key("second")
    moment.now += 31
    assert [ask(issuer.token("second")), ask(issuer.token("first", jti="2"))] == [200, 200]


def test_a_key_that_is_taken_away_counts_no_more_also_for_remembered_tokens(issuer: Any, moment: Any) -> None:
    guard = guard_of(issuer, moment)
    ask = asker(guard)
    old = issuer.token("first")
    assert [ask(old), ask(old)] == [200, 200]
    issuer.new_key("second")
    del issuer.keys["first"]
    moment.now += 301
    ask(old)
    assert settled(lambda: ask(old) == 401)
    assert ask(issuer.token("second")) == 200


def test_a_key_that_is_added_voids_nothing(issuer: Any, moment: Any) -> None:
    guard = guard_of(issuer, moment)
    ask, old = asker(guard), issuer.token("first")
    assert [ask(old), ask(old)] == [200, 200]
    ring = guard._verifier._rules.trusts[0].ring  # noqa: SLF001  # what must not change
    before = ring.generation()
    issuer.new_key("second")
    moment.now += 31
    assert (ask(issuer.token("second")), ring.generation() is before) == (200, True)


def test_requests_go_on_with_the_keys_that_are_there_while_new_ones_are_fetched(issuer: Any, moment: Any) -> None:
    ask = asker(guard_of(issuer, moment))
    assert ask(issuer.token("first")) == 200
    issuer.hold.clear()
    moment.now += 301
    start = time.monotonic()
    asked = [ask(issuer.token("first", jti=f"more {number}")) for number in range(20)]
    took = time.monotonic() - start
    issuer.hold.set()
    assert (asked, took < 1.5) == ([200] * 20, True)


def test_only_a_few_requests_wait_for_a_key_that_may_not_come(issuer: Any) -> None:
    ask = asker(guard_of(issuer, patience=60.0))
    issuer.hold.clear()
    made = [issuer.token("first", header={"kid": f"unknown {number}"}) for number in range(40)]
    with ThreadPoolExecutor(40) as threads:
        asked = [threads.submit(ask, token) for token in made]
        refused_at_once = settled(lambda: sum(each.done() for each in asked) == 32)
        issuer.hold.set()
    assert (refused_at_once, {each.result() for each in asked}) == (True, {401})


def test_an_outage_leaves_the_last_good_keys_and_nothing_else(issuer: Any) -> None:
    """The issuer dies under load, new keys come up that nobody can read, and it comes back."""
    ask = asker(guard_of(issuer, fresh=0.1, cooldown=0.1, unknown=0.1))
    assert ask(issuer.token("first")) == 200
    issuer.new_key("second")
    seen: list[int] = []
    over = threading.Event()

    def load(number: int) -> None:
        turn = 0
        while not over.is_set():
            turn += 1
            seen.append(ask(issuer.token("first", jti=f"{number} {turn}")))

    with ThreadPoolExecutor(4) as threads:
        for number in range(4):
            threads.submit(load, number)
        time.sleep(0.3)
        issuer.stop()
        issuer.new_key("third")
        during = [ask(issuer.token("third", jti=str(number))) for number in range(10)]
        time.sleep(0.5)
        during.append(ask(issuer.token("first", jti="during")))
        issuer.start()
        back = settled(lambda: ask(issuer.token("third")) == 200)
        over.set()
    assert (during, back) == ([401] * 10 + [200], True)
    assert (len(seen) > 50, set(seen)) == (True, {200})


def test_the_last_good_keys_do_not_count_for_ever(issuer: Any, moment: Any) -> None:
    ask = asker(guard_of(issuer, moment, last_good=1000.0))
    old = issuer.token("first")
    assert ask(old) == 200
    issuer.stop()
    moment.now += 1299
    assert [ask(old), ask(issuer.token("first", jti="2"))] == [200, 200]
    moment.now += 1
    assert [ask(old), ask(issuer.token("first", jti="3"))] == [401, 401]


def test_an_issuer_that_was_never_there_is_401_and_not_500(
    issuer: Any, moment: Any, reasons: Callable[[], list[str]]
) -> None:
    issuer.stop()
    ask = asker(guard_of(issuer, moment))
    assert [ask(issuer.token("first")), ask(issuer.token("first"))] == [401, 401]
    assert [reason for reason in reasons() if reason] == ["no-answer", "no-keys", "no-keys"]
    issuer.start()
    moment.now += 31
    assert ask(issuer.token("first")) == 200


METADATA = "/.well-known/openid-configuration"
BAD: dict[str, tuple[str, tuple[int, dict[str, str], bytes], str]] = {
    "J13-of-another": (METADATA, (200, {}, b'{"issuer": "https://x.example", "jwks_uri": "{}/keys"}'), "wrong-issuer"),
    "metadata-without-keys": (METADATA, (200, {}, b'{"issuer": "{}"}'), "no-jwks-uri"),
    "keys-at-plain-http": (METADATA, (200, {}, b'{"issuer": "{}", "jwks_uri": "http://keys.example/"}'), "not-https"),
    "keys-in-a-file": (METADATA, (200, {}, b'{"issuer": "{}", "jwks_uri": "file:///etc/passwd"}'), "not-https"),
    "redirect": ("/keys", (302, {"Location": "/other"}, b""), "redirect"),
    "redirect-of-metadata": (METADATA, (301, {"Location": "http://127.0.0.1:1/"}, b""), "redirect"),
    "error": ("/keys", (500, {}, b"{}"), "bad-status"),
    "nothing": ("/keys", (204, {}, b""), "bad-status"),
    "no-json": ("/keys", (200, {}, b"<html>"), "not-json"),
    "duplicate-name": ("/keys", (200, {}, b'{"keys": [], "keys": []}'), "duplicate-name"),
    "list": ("/keys", (200, {}, b"[]"), "not-an-object"),
    "no-key-set": ("/keys", (200, {}, b'{"error": "later"}'), "no-key-set"),
    "too-many-keys": ("/keys", (200, {}, b'{"keys": [' + b"0," * 64 + b"0]}"), "no-key-set"),
    "too-large": ("/keys", (200, {}, b'{"keys": [], "x": "' + b"x" * 300_000 + b'"}'), "too-large"),
    "compressed": ("/keys", (200, {"Content-Encoding": "gzip"}, b"\x1f\x8b\x08"), "not-utf-8"),
}  # fmt: skip


@pytest.mark.parametrize(("path", "answer", "reason"), BAD.values(), ids=BAD.keys())
def test_what_is_no_key_set_leaves_the_keys_as_they_were(
    issuer: Any,
    moment: Any,
    reasons: Callable[[], list[str]],
    path: str,
    answer: tuple[int, dict[str, str], bytes],
    reason: str,
) -> None:
    issuer.answers[path] = (answer[0], answer[1], answer[2].replace(b"{}", issuer.name.encode()))
    cold = asker(guard_of(issuer, moment))
    assert cold(issuer.token("first")) == 401
    assert [each for each in reasons() if each] == [reason, "no-keys"]
    del issuer.answers[path]
    moment.now += 31
    assert cold(issuer.token("first")) == 200


def test_a_slow_answer_is_given_up(issuer: Any, reasons: Callable[[], list[str]]) -> None:
    ask = asker(guard_of(issuer, timeout=0.2, cooldown=0.1))
    issuer.hold.clear()
    assert ask(issuer.token("first")) == 401
    issuer.hold.set()
    assert [each for each in reasons() if each] == ["no-answer", "no-keys"]
    time.sleep(0.1)
    assert settled(lambda: ask(issuer.token("first")) == 200)


def test_an_answer_that_comes_byte_by_byte_is_given_up(issuer: Any, reasons: Callable[[], list[str]]) -> None:
    """No single read is slow: only all of them together are."""
    issuer.drips = True
    assert asker(guard_of(issuer, timeout=0.4))(issuer.token("first")) == 401
    assert [each for each in reasons() if each] == ["too-slow", "no-keys"]


@pytest.mark.parametrize(
    "address",
    ["http://keys.example/", "http://127.0.0.1.example/", "ftp://keys.example/", "https://user@keys.example/", "x", "",
     "https:///keys", "https://keys.example/#a", "https://keys.example:x/", "https://keys.example/\n", "file:///keys"],
)  # fmt: skip
def test_an_address_that_others_could_answer_at_is_refused_at_start(address: str) -> None:
    for_tests = Fetching(insecure_loopback_http=True)
    with pytest.raises(GuardMisuse, match="cannot be fetched"):
        TrustedIssuer("urn:issuer", jwks=address, fetching=for_tests)


def test_plain_http_on_loopback_must_be_asked_for() -> None:
    with pytest.raises(GuardMisuse, match="not-https"):
        TrustedIssuer("http://127.0.0.1:1")


def test_a_key_without_a_name_is_alone(issuer: Any, moment: Any) -> None:
    ask = asker(guard_of(issuer, moment))
    assert ask(issuer.token("first", named=False)) == 200
    issuer.new_key("second")
    moment.now += 31
    assert [ask(issuer.token("second")), ask(issuer.token("first", named=False, jti="2"))] == [200, 401]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_worker_that_was_forked_off_fetches_for_itself(issuer: Any) -> None:
    """gunicorn with preload: the parent's lock and its thread that asks do not come along."""
    guard = guard_of(issuer)
    ask, ring = asker(guard), guard._verifier._rules.trusts[0].ring  # noqa: SLF001  # to be held at the fork
    issuer.hold.clear()
    waiting = threading.Thread(target=ask, args=(issuer.token("first"),))
    waiting.start()
    assert settled(lambda: ring._asking is not None)  # type: ignore[attr-defined]  # noqa: SLF001  # as above
    with ring._lock:  # type: ignore[attr-defined]  # noqa: SLF001  # as above
        with warnings.catch_warnings():
            # That it is dangerous to fork beside threads is why this test is here.
            warnings.simplefilter("ignore", DeprecationWarning)
            child = os.fork()
        if child == 0:
            os._exit(0 if settled(lambda: ask(issuer.token("first", jti="2")) == 200) else 1)
    issuer.hold.set()
    waiting.join()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_an_answer_that_comes_after_it_was_given_up_is_dropped(moment: Any) -> None:
    late, calls = threading.Event(), []
    old, new = SecretKey(bytes(range(100, 200)), "old"), SecretKey(bytes(range(101, 201)), "new")

    def source() -> list[SecretKey]:
        calls.append(1)
        if len(calls) > 1:
            return [new]
        late.wait(10)
        return [old]

    ring = RemoteRing(source, ["HS256"], Fetching(clock=moment, patience=0.01), name="x")
    with pytest.raises(TokenRefused, match="no-keys"):
        ring.candidates({"alg": "HS256", "kid": "new"})
    first = ring._asking  # noqa: SLF001  # that it is over
    moment.now += 31
    with contextlib.suppress(TokenRefused):
        _named(ring, "new")
    assert settled(lambda: ring._held is not None)  # noqa: SLF001  # as above
    late.set()
    assert first is not None
    assert first.done.wait(10)
    assert _named(ring, "new") == ["new"]
    with pytest.raises(TokenRefused, match="unknown-kid"):
        _named(ring, "old")


def _named(ring: RemoteRing, name: str) -> list[str]:
    return [key.kid for key in ring.candidates({"alg": "HS256", "kid": name})]
