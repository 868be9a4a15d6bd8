"""Can a guarded app be tested with tokens made for it, and by nobody else afterwards?"""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from bearproof.guard import Claims, Guard, GuardMisuse, MemoryStore
from bearproof.guard.testing import opened, tokens

KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"


@pytest.fixture
def guard() -> Guard:
    """A guard under the real clock, which can take tokens back."""
    return Guard.first_party(
        secret_env="KEY", audience="https://api.example", environment={"KEY": KEY}, tripwire="off", store=MemoryStore()
    )


@pytest.fixture
def app(guard: Guard) -> Flask:
    """Three routes: for everybody, for any token, and for those who may write."""
    app = Flask(__name__)
    app.get("/open", endpoint="open")(guard.public(lambda: "open"))

    @app.get("/me")
    @guard.allow()
    def me(claims: Claims) -> str:
        return f"{claims.subject} {sorted(claims.roles)} {claims.all.get('tenant')}"

    app.get("/write", endpoint="write")(guard.allow(scope="write")(lambda: "written"))
    guard.init_app(app)
    return app


def test_a_token_is_good_while_the_test_lasts(app: Flask, guard: Guard) -> None:
    client, real = app.test_client(), {"Authorization": "Bearer " + guard.issue("alice")}
    with tokens(app) as issue:
        headers = issue("bob", roles=["clerk"], tenant="north")
        during = [client.get("/me", headers=headers).text, client.get("/me", headers=real).status_code]
    after = [client.get("/me", headers=each).status_code for each in (headers, real)]
    assert (during, after) == (["bob ['clerk'] north", 401], [401, 200])


def test_marks_hold_as_ever(app: Flask) -> None:
    client = app.test_client()
    with tokens(app) as issue:
        asked = [client.get("/write", headers=issue(scopes=scopes)).status_code for scopes in ((), ("read", "write"))]
    assert asked == [403, 200]


@pytest.mark.parametrize("path", ["/me", "/write", "/nope"])
def test_each_wrong_token_is_refused(app: Flask, path: str) -> None:
    client = app.test_client()
    with tokens(app) as issue:
        asked = {name: client.get(path, headers=headers).status_code for name, headers in issue.refused.items()}
    assert (set(asked.values()), len(asked)) == ({401}, 11)


def test_a_token_may_be_old(app: Flask) -> None:
    with tokens(app) as issue:
        assert app.test_client().get("/me", headers=issue(lifetime=timedelta(seconds=-60))).status_code == 401


def test_what_is_taken_back_stays_taken_back(app: Flask, guard: Guard) -> None:
    client = app.test_client()
    with tokens(app) as issue:
        headers = issue("alice")
        asked = [client.get("/me", headers=headers).status_code]
        guard.revocations.subject("alice")
        asked.append(client.get("/me", headers=headers).status_code)
    assert asked == [200, 401]


def test_an_error_in_the_test_leaves_the_guard_as_it_was(app: Flask, guard: Guard) -> None:
    with pytest.raises(ZeroDivisionError), tokens(app):
        raise ZeroDivisionError
    real = {"Authorization": "Bearer " + guard.issue("alice")}
    assert app.test_client().get("/me", headers=real).status_code == 200


def test_what_is_open_is_one_list(app: Flask) -> None:
    assert opened(app) == ["open"]


def test_an_app_without_a_guard_is_told() -> None:
    with pytest.raises(GuardMisuse, match="has no guard"), tokens(Flask(__name__)):
        pass


SUITE = """
import pytest
from flask import Flask
from bearproof.guard import Guard

pytest_plugins = ["bearproof.guard.testing.fixtures"]

@pytest.fixture
def app():
    guard = Guard.first_party(secret_env="KEY", audience="a", environment={"KEY": "%s"})
    app = Flask("shop")
    app.get("/orders", endpoint="orders")(guard.allow(scope="orders:read")(lambda: "orders"))
    guard.init_app(app)
    return app

@pytest.mark.parametrize("wrong", ["no-token", "expired", "signed-by-another-key"])
def test_orders_are_closed(app, issue, wrong):
    assert app.test_client().get("/orders", headers=issue.refused[wrong]).status_code == 401

def test_orders_are_read(app, issue):
    assert app.test_client().get("/orders", headers=issue("bob", scopes=["orders:read"])).text == "orders"
"""


def test_a_suite_of_somebody_elses_uses_the_fixture(tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text("", encoding="utf-8")
    (tmp_path / "test_shop.py").write_text(SUITE % KEY, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-c", "/dev/null", "test_shop.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "4 passed" in done.stdout
