"""Does a refresh token work once, and does one that comes twice end its session?"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from typing import Any

import jwt
import pytest
from flask import Flask, request
from flask.testing import FlaskClient

from bearproof.guard import Claims, Guard, GuardMisuse, Limits, MemoryStore, Pair, RefreshRefused, SQLiteStore

KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
AUDIENCE = "https://api.example"
DAY = 86_400


@pytest.fixture(params=["memory", "sqlite"])
def logged(request: pytest.FixtureRequest, tmp_path: Path, clock: Callable[[], float]) -> Guard:
    """A guard whose store is empty."""
    store = MemoryStore(environment={}, arguments=[]) if request.param == "memory" else SQLiteStore(tmp_path / "db")
    return Guard.first_party(
        secret_env="KEY", audience=AUDIENCE, environment={"KEY": KEY}, clock=clock, tripwire="off", store=store,
        limits=Limits(idle=DAY, session=3 * DAY),
    )  # fmt: skip


def client_of(guard: Guard) -> FlaskClient:
    app = Flask(__name__)

    @app.get("/me")
    @guard.allow()
    def me(claims: Claims) -> str:
        return claims.subject

    @app.post("/refresh")
    @guard.public
    def refresh() -> dict[str, object]:
        return guard.refresh_tokens.rotate(request.form["refresh_token"]).answer()

    guard.init_app(app)
    return app.test_client()


def status(client: FlaskClient, access: str) -> int:
    return client.get("/me", headers={"Authorization": "Bearer " + access}).status_code


def refused(guard: Guard, refresh: str) -> str:
    with pytest.raises(RefreshRefused) as caught:
        guard.refresh_tokens.rotate(refresh)
    return caught.value.reason


def test_a_pair_is_exchanged_for_the_next(logged: Guard) -> None:
    client, first = client_of(logged), logged.refresh_tokens.issue("alice", scopes=["read"], roles=["clerk"])
    second = logged.refresh_tokens.rotate(first.refresh)
    assert [status(client, first.access), status(client, second.access)] == [200, 200]
    assert len({first.refresh, second.refresh, first.access, second.access}) == 4
    said = [jwt.decode(each.access, options={"verify_signature": False}) for each in (first, second)]
    assert [(each["sub"], each["scope"], each["roles"]) for each in said] == [("alice", "read", ["clerk"])] * 2
    assert said[0]["sid"] == said[1]["sid"]


def test_a_session_goes_on_for_many_turns(logged: Guard) -> None:
    pair = logged.refresh_tokens.issue("alice", lifetime=timedelta(minutes=5))
    for _ in range(20):
        pair = logged.refresh_tokens.rotate(pair.refresh)
    assert (status(client_of(logged), pair.access), pair.expires_in) == (200, 300)


def test_a_refresh_token_that_comes_twice_ends_the_session(logged: Guard, reasons: Callable[[], list[str]]) -> None:
    client, first = client_of(logged), logged.refresh_tokens.issue("alice")
    other = logged.refresh_tokens.issue("alice")
    second = logged.refresh_tokens.rotate(first.refresh)
    assert status(client, second.access) == 200
    assert refused(logged, first.refresh) == "refresh-reused"
    assert refused(logged, second.refresh) == "revoked"
    assert [status(client, first.access), status(client, second.access)] == [401, 401]
    assert status(client, logged.refresh_tokens.rotate(other.refresh).access) == 200
    assert len([each for each in reasons() if each == "revoked"]) == 2


def test_a_thief_who_is_first_is_found_out_by_the_owner(logged: Guard) -> None:
    client, first = client_of(logged), logged.refresh_tokens.issue("alice")
    stolen = logged.refresh_tokens.rotate(first.refresh)
    again = logged.refresh_tokens.rotate(stolen.refresh)
    assert refused(logged, first.refresh) == "refresh-reused"
    assert [status(client, again.access), refused(logged, again.refresh)] == [401, "revoked"]


def test_of_many_at_once_one_gets_the_next_pair_and_the_session_ends(logged: Guard) -> None:
    first = logged.refresh_tokens.issue("alice")

    def turn(_number: int) -> Pair | str:
        try:
            return logged.refresh_tokens.rotate(first.refresh)
        except RefreshRefused as problem:
            return problem.reason

    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(turn, range(8)))
    pairs = [each for each in found if isinstance(each, Pair)]
    assert len(pairs) <= 1
    assert {each for each in found if isinstance(each, str)} <= {"refresh-reused", "revoked"}
    assert [refused(logged, pair.refresh) for pair in pairs] == ["revoked"] * len(pairs)


def test_a_refresh_token_that_lay_unused_is_too_old(logged: Guard, clock: Any) -> None:  # noqa: ANN401  # a fixture's class
    one, other = logged.refresh_tokens.issue("alice"), logged.refresh_tokens.issue("alice")
    clock.now += DAY - 1
    logged.refresh_tokens.rotate(one.refresh)
    clock.now += 1
    assert refused(logged, other.refresh) == "refresh-expired"


def test_a_session_ends_however_often_it_is_refreshed(logged: Guard, clock: Any) -> None:  # noqa: ANN401  # as above
    pair = logged.refresh_tokens.issue("alice")
    for _ in range(5):
        clock.now += DAY // 2
        pair = logged.refresh_tokens.rotate(pair.refresh)
    clock.now += DAY // 2
    assert refused(logged, pair.refresh) == "refresh-expired"


def test_logging_out_ends_the_session(logged: Guard) -> None:
    client, first = client_of(logged), logged.refresh_tokens.issue("alice")
    second = logged.refresh_tokens.rotate(first.refresh)
    logged.refresh_tokens.revoke(second.refresh)
    assert [status(client, first.access), status(client, second.access)] == [401, 401]
    assert refused(logged, second.refresh) == "refresh-reused"
    logged.refresh_tokens.revoke("nobody knows this one")


def test_all_sessions_of_a_subject_end_at_once(logged: Guard, clock: Any) -> None:  # noqa: ANN401  # as above
    before = logged.refresh_tokens.issue("alice")
    clock.now += 0.001
    logged.revocations.subject("alice")
    after = logged.refresh_tokens.issue("alice")
    assert refused(logged, before.refresh) == "revoked"
    assert logged.refresh_tokens.rotate(after.refresh).expires_in == 900


@pytest.mark.parametrize("wrong", ["", "x", "x" * 2000, "\xe9", "a\0b", None, 7, ["x"]])
def test_what_is_no_refresh_token_is_unknown(logged: Guard, wrong: Any) -> None:  # noqa: ANN401  # wrong on purpose
    assert refused(logged, wrong) == "refresh-unknown"


def test_an_access_token_is_no_refresh_token_and_the_other_way_round(logged: Guard) -> None:
    pair = logged.refresh_tokens.issue("alice")
    assert refused(logged, pair.access) == "refresh-unknown"
    assert status(client_of(logged), pair.refresh) == 401


def test_a_view_need_not_catch_what_is_refused(logged: Guard) -> None:
    client, pair = client_of(logged), logged.refresh_tokens.issue("alice")
    good = client.post("/refresh", data={"refresh_token": pair.refresh})
    bad = client.post("/refresh", data={"refresh_token": pair.refresh})
    assert (good.status_code, sorted(good.get_json())) == (
        200, ["access_token", "expires_in", "refresh_token", "token_type"],
    )  # fmt: skip
    assert (bad.status_code, bad.get_json()) == (400, {"error": "invalid_grant"})
    assert bad.headers["Cache-Control"] == "no-store"


def test_tokens_are_not_shown_and_refresh_tokens_not_kept(logged: Guard, tmp_path: Path) -> None:
    pair = logged.refresh_tokens.issue("alice")
    assert (pair.refresh in repr(pair), pair.access in repr(pair)) == (False, False)
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert pair.refresh.encode() not in kept


@pytest.mark.parametrize("wrong", [{"subject": ""}, {"scopes": "read"}, {"roles": "clerk"}, {"scopes": ["a b"]}])
def test_nothing_is_issued_that_would_be_refused(logged: Guard, wrong: dict[str, Any]) -> None:
    with pytest.raises(GuardMisuse):
        logged.refresh_tokens.issue(**({"subject": "alice"} | wrong))


def test_who_only_verifies_issues_no_pairs(token: Callable[..., str]) -> None:
    from bearproof.guard import SecretKey  # noqa: PLC0415  # once

    keys, store = [SecretKey(KEY.encode())], MemoryStore(environment={}, arguments=[])
    guard = Guard(issuer="x", audience=AUDIENCE, keys=keys, tripwire="off", store=store)
    with pytest.raises(GuardMisuse, match="only verifies"):
        guard.refresh_tokens.rotate(token())
