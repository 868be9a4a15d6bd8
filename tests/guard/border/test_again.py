"""Is the second request judged as strictly as the first? What is known by then makes the way short."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from bearproof.guard import Claims, Guard, GuardMisuse

KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"


def me(claims: Claims) -> str:
    return claims.subject


def grown_up(claims: Claims) -> bool:
    return claims.all.get("age") == 18


@pytest.fixture
def client(guard: Guard) -> FlaskClient:
    """Asks routes with a mark of each kind."""
    app = Flask(__name__)
    app.get("/any", endpoint="any")(guard.allow()(lambda: "in"))
    app.get("/me", endpoint="me")(guard.allow()(me))
    app.get("/scope", endpoint="scope")(guard.allow(scope=["a", "b"])(lambda: "in"))
    app.get("/role", endpoint="role")(guard.allow(role="boss")(lambda: "in"))
    app.get("/policy", endpoint="policy")(guard.allow(policy=grown_up)(lambda: "in"))
    app.get("/own/<name>", endpoint="own")(guard.owns("name")(lambda name: name))
    app.get("/unmarked", endpoint="unmarked")(lambda: "in")
    guard.init_app(app)
    return app.test_client()


Sent = dict[str, Any]
ROUTES: dict[str, tuple[str, Sent, str, Sent, int]] = {
    "scope": ("/scope", {"scope": "a b c"}, "/scope", {"scope": "a c"}, 403),
    "role": ("/role", {"roles": ["boss"]}, "/role", {"roles": ["clerk"]}, 403),
    "policy": ("/policy", {"age": 18}, "/policy", {"age": 17}, 403),
    "own": ("/own/alice", {}, "/own/bob", {}, 404),
    "unmarked": ("/any", {}, "/unmarked", {}, 403),
    "cnf": ("/any", {}, "/any", {"cnf": {"jkt": "x"}}, 401),
    "audience": ("/any", {}, "/any", {"aud": "https://other.example"}, 401),
}


@pytest.mark.parametrize(("path", "good", "other", "bad", "status"), ROUTES.values(), ids=ROUTES.keys())
def test_a_good_request_opens_nothing_for_the_next(
    client: FlaskClient, token: Callable[..., str], path: str, good: Sent, other: str, bad: Sent, status: int
) -> None:  # fmt: skip
    def ask(where: str, claims: Sent) -> int:
        return client.get(where, headers={"Authorization": "Bearer " + token(claims=claims)}).status_code

    assert [ask(path, good), ask(path, good), ask(other, bad), ask(other, bad), ask(path, good)] == [
        200, 200, status, status, 200,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "headers", "status"),
    [
        ("", {}, 200),
        ("?a=1", {}, 200),
        ("?access_token=x", {}, 400),
        ("", {"Content-Type": "application/x-www-form-urlencoded"}, 200),
        ("", {"Content-Type": "Application/X-WWW-Form-URLEncoded; a=b"}, 200),
        ("", {"Authorization": "Bearer x.y.z"}, 401),
        ("", {"Authorization": ""}, 401),
    ],
)
def test_a_known_token_does_not_hide_a_second_way(
    client: FlaskClient, good: dict[str, str], query: str, headers: dict[str, str], status: int
) -> None:
    asked = [client.get("/any", headers=good).status_code for _ in range(2)]
    asked.append(client.get("/any" + query, headers={**good, **headers}).status_code)
    assert asked == [200, 200, status]


def test_a_known_token_does_not_hide_one_in_a_form(client: FlaskClient, good: dict[str, str]) -> None:
    asked = [client.get("/me", headers=good).status_code for _ in range(2)]
    sent = {"data": "access_token=x", "content_type": "application/x-www-form-urlencoded"}
    assert [*asked, client.get("/me", headers={**good}, **sent).status_code] == [200, 200, 400]


def test_each_view_gets_the_claims_of_its_own_request(client: FlaskClient, token: Callable[..., str]) -> None:
    names = ["alice", "bob", "alice", "carol", "bob"]
    sent = [{"Authorization": "Bearer " + token(claims={"sub": name})} for name in names]
    assert [client.get("/me", headers=each).text for each in sent] == names


def test_a_variable_with_the_name_of_the_claims_is_an_error_each_time(guard: Guard, good: dict[str, str]) -> None:
    app = Flask(__name__)
    app.add_url_rule("/me", "me", guard.allow()(me))
    app.add_url_rule("/me/<claims>", "me")
    guard.init_app(app)
    app.testing = True
    client = app.test_client()
    assert client.get("/me", headers=good).text == "alice"
    with pytest.raises(GuardMisuse, match="a variable named 'claims'"):
        client.get("/me/admin", headers=good)


def test_a_mounted_app_answers_each_time(token: Callable[..., str], clock: Callable[[], float]) -> None:
    def another() -> Guard:
        return Guard.first_party(
            secret_env="KEY", audience="https://api.example", environment={"KEY": KEY}, clock=clock, tripwire="off"
        )

    outer, inner, app, mounted = another(), another(), Flask("outer"), Flask("inner")
    mounted.get("/it", endpoint="it")(inner.allow()(lambda: "in"))
    inner.init_app(mounted)
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/old": mounted})  # type: ignore[method-assign]  # Flask's way
    outer.init_app(app)
    sent = {"Authorization": "Bearer " + token()}
    assert [app.test_client().get("/old/it", headers=sent).text for _ in range(3)] == ["in"] * 3


class Decided(Flask):
    """An app whose class has its own way of beginning a request."""

    def preprocess_request(self) -> Any:  # noqa: ANN401  # as Flask's
        return "by the class"


def _by_a_hook(app: Flask) -> None:
    app.before_request(lambda: "by a hook")


def _by_a_hook_put_there(app: Flask) -> None:
    app.before_request_funcs = {None: [lambda: "by another list of hooks"]}  # type: ignore[assignment]  # a plain one


def _by_a_value(app: Flask) -> None:
    app.url_value_preprocessor(lambda _endpoint, values: values.update(name="by a value") if values else None)


HOOKS: dict[str, tuple[type[Flask], Callable[[Flask], object], str]] = {
    "none": (Flask, lambda _app: None, "by the route"),
    "hook": (Flask, _by_a_hook, "by a hook"),
    "other-list": (Flask, _by_a_hook_put_there, "by another list of hooks"),
    "value": (Flask, _by_a_value, "by a value"),
    "class": (Decided, lambda _app: None, "by the class"),
}


@pytest.mark.parametrize(("kind", "add", "answer"), HOOKS.values(), ids=HOOKS.keys())
@pytest.mark.parametrize("order", [1, -1], ids=["before", "after"])
def test_the_apps_hooks_run_each_time(
    guard: Guard, good: dict[str, str], kind: type[Flask], add: Callable[[Flask], object], answer: str, order: int
) -> None:  # fmt: skip
    app = kind(__name__)
    app.get("/hooks/<name>", endpoint="hooks")(guard.allow()(lambda name: name))
    for step in (add, guard.init_app)[::order]:
        step(app)
    asked = [app.test_client().get("/hooks/by the route", headers=good).text for _ in range(3)]
    assert asked == [answer] * 3
