"""Does a token count no more once it was taken back, also where it was remembered, and while nobody can say?"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bearproof.guard import Claims, Guard, GuardMisuse, MemoryStore, SQLiteStore
from bearproof.guard.stores.store import Grant, Store

NOW = 1_700_000_000
KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
AUDIENCE = "https://api.example"


class Failing:
    """A store that is away whenever `away` says so."""

    def __init__(self) -> None:
        self.away: Exception | None = None
        self._inner = MemoryStore(environment={}, arguments=[])

    def revoked(self, names: tuple[str, str, str], issued: float) -> bool:
        self._fail()
        return self._inner.revoked(names, issued)

    def revoke(self, name: str, *, before: float, until: float, now: float) -> None:
        self._fail()
        self._inner.revoke(name, before=before, until=until, now=now)

    def keep(self, digest: str, grant: Grant, *, now: float) -> None:
        self._fail()
        self._inner.keep(digest, grant, now=now)

    def spend(self, digest: str) -> tuple[Grant, bool] | None:
        self._fail()
        return self._inner.spend(digest)

    def _fail(self) -> None:
        if self.away is not None:
            raise self.away


def guard_with(store: Store, clock: Callable[[], float]) -> Guard:
    return Guard.first_party(
        secret_env="KEY", audience=AUDIENCE, environment={"KEY": KEY}, clock=clock, tripwire="off", store=store
    )


def client_of(guard: Guard) -> FlaskClient:
    app = Flask(__name__)

    @app.get("/me")
    @guard.allow()
    def me(claims: Claims) -> str:
        return claims.subject

    @app.get("/open")
    @guard.public
    def opened() -> str:
        return "open"

    @app.get("/perhaps")
    @guard.public
    def perhaps(claims: Claims | None) -> str:
        return claims.subject if claims else "nobody"

    @app.post("/logout")
    @guard.allow()
    def logout(claims: Claims) -> str:
        guard.revocations.token(claims)
        return "bye"

    guard.init_app(app)
    return app.test_client()


@pytest.fixture(params=["memory", "sqlite"])
def revoking(request: pytest.FixtureRequest, tmp_path: Path, clock: Callable[[], float]) -> Guard:
    """A guard with an empty store."""
    store = MemoryStore(environment={}, arguments=[]) if request.param == "memory" else SQLiteStore(tmp_path / "db")
    return guard_with(store, clock)


def status(client: FlaskClient, token: str, path: str = "/me") -> int:
    return client.get(path, headers={"Authorization": "Bearer " + token}).status_code


def test_a_token_that_was_taken_back_is_refused_although_it_was_remembered(revoking: Guard) -> None:
    client, one, other = client_of(revoking), revoking.issue("alice"), revoking.issue("alice")
    assert [status(client, one), status(client, one), status(client, other)] == [200, 200, 200]
    assert client.post("/logout", headers={"Authorization": "Bearer " + one}).text == "bye"
    assert [status(client, one), status(client, other)] == [401, 200]


def test_a_token_that_was_never_seen_is_refused_too(revoking: Guard, clock: Callable[[], float]) -> None:
    token = revoking.issue("alice")
    revoking.revocations.subject("alice", before=clock() + 1)
    answer = client_of(revoking).get("/me", headers={"Authorization": "Bearer " + token})
    assert answer.status_code == 401
    assert answer.headers["WWW-Authenticate"] == f'Bearer realm="{AUDIENCE}", error="invalid_token"'


def test_all_that_a_subject_had_is_refused_and_what_it_gets_next_counts(revoking: Guard, clock: object) -> None:
    client, before, others = client_of(revoking), revoking.issue("alice"), revoking.issue("bob")
    assert status(client, before) == 200
    clock.now += 0.001  # type: ignore[attr-defined]  # the fixture's own class
    revoking.revocations.subject("alice")
    after = revoking.issue("alice")
    assert [status(client, before), status(client, after), status(client, others)] == [401, 200, 200]


def test_the_subject_of_another_issuer_is_another(revoking: Guard, clock: Callable[[], float]) -> None:
    client, token = client_of(revoking), revoking.issue("alice")
    revoking.revocations.subject("alice", issuer="https://other.example", before=clock() + 1)
    assert status(client, token) == 200


def test_a_session_is_taken_back_by_its_sid(revoking: Guard, token: Callable[..., str]) -> None:
    client = client_of(revoking)
    made = [token(claims={"sid": "one"}), token(claims={"sid": "two"}), token(), token(claims={"sid": 7})]
    revoking.revocations.session("one")
    assert [status(client, each) for each in made] == [401, 200, 200, 200]


def test_a_bad_token_is_bad_before_anybody_asks_the_store(
    clock: Callable[[], float], token: Callable[..., str]
) -> None:
    store = Failing()
    store.away = OSError("away")
    client = client_of(guard_with(store, clock))
    assert [status(client, token(secret="another")), status(client, "x"), status(client, token())] == [401, 401, 503]


@pytest.mark.parametrize("problem", [OSError("away"), ValueError("odd"), TimeoutError(), KeyError("x"), RuntimeError()])
def test_while_nobody_can_say_nothing_counts_and_it_is_not_the_tokens_fault(
    clock: Callable[[], float], problem: Exception, reasons: Callable[[], list[str]]
) -> None:
    store = Failing()
    guard = guard_with(store, clock)
    client, good = client_of(guard), guard.issue("alice")
    assert status(client, good) == 200
    store.away = problem
    answer = client.get("/me", headers={"Authorization": "Bearer " + good})
    assert (answer.status_code, "WWW-Authenticate" in answer.headers) == (503, False)
    assert answer.get_json() == {"type": "about:blank", "title": "Service Unavailable", "status": 503}
    assert [status(client, good, "/open"), status(client, good, "/perhaps")] == [200, 503]
    store.away = None
    assert status(client, good) == 200
    assert [each for each in reasons() if each] == ["store-unavailable"] * 2


def test_a_store_that_is_away_is_told_once_until_it_is_back(
    clock: Callable[[], float], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "bearproof.guard")
    store = Failing()
    guard = guard_with(store, clock)
    client, good = client_of(guard), guard.issue("alice")
    for away in [OSError("a secret address"), OSError(), None, OSError()]:
        store.away = away
        status(client, good)
    told = [record.getMessage() for record in caplog.records if "store-failed" in record.getMessage()]
    assert told == ['{"event": "store-failed", "error": "OSError"}'] * 2


def test_taking_back_says_when_it_could_not(clock: Callable[[], float]) -> None:
    store = Failing()
    guard = guard_with(store, clock)
    client, good = client_of(guard), guard.issue("alice")
    assert status(client, good) == 200
    fine, store.revoke = store.revoke, lambda *_args, **_named: (_ for _ in ()).throw(OSError())  # type: ignore[method-assign]  # away for writers
    answer = client.post("/logout", headers={"Authorization": "Bearer " + good})
    store.revoke = fine  # type: ignore[method-assign]  # back
    assert (answer.status_code, answer.get_json()) == (503, {"error": "temporarily_unavailable"})


def test_a_file_that_is_gone_closes_the_app(tmp_path: Path, clock: Callable[[], float]) -> None:
    store = SQLiteStore(tmp_path / "db")
    guard = guard_with(store, clock)
    client, good = client_of(guard), guard.issue("alice")
    (tmp_path / "db").unlink()
    assert status(client, good) == 503


def test_who_has_no_store_takes_nothing_back(guard: Guard) -> None:
    with pytest.raises(GuardMisuse, match="no store"):
        _ = guard.revocations
    with pytest.raises(GuardMisuse, match="no store"):
        _ = guard.refresh_tokens


def test_a_token_without_a_name_is_taken_back_by_its_session_or_subject(revoking: Guard) -> None:
    nameless = Claims("alice", frozenset(), frozenset(), "web", "", AUDIENCE, NOW, NOW, NOW + 60, {})
    with pytest.raises(GuardMisuse, match="no jti"):
        revoking.revocations.token(nameless)
