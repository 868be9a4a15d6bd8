"""Does a guard that only reports let everything through, and say what it would have refused?"""

from __future__ import annotations

import json
from collections.abc import Callable

import pydantic
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from bearproof.guard import Claims, Guard


class Order(pydantic.BaseModel):
    name: str


def _nothing(number: str) -> None: ...


def _text(it: object) -> str:
    return str(it)


@pytest.fixture
def client(guard: Guard) -> FlaskClient:
    """Asks an app that is being marked."""
    app, mounted = Flask(__name__), Flask("mounted")
    mounted.add_url_rule("/data", "data", lambda: "data")
    app.get("/unmarked", endpoint="unmarked")(lambda: "in")
    app.get("/scoped", endpoint="scoped")(guard.allow(scope="x")(lambda: "in"))
    app.get("/theirs/<number>", endpoint="theirs")(guard.owns(_nothing, into="it")(_text))

    def me(claims: Claims) -> str:
        return claims.subject

    def order(order: Order) -> str:
        return order.name

    app.get("/me", endpoint="me")(guard.allow()(me))
    app.post("/order", endpoint="order")(guard.allow()(order))
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/old": mounted})  # type: ignore[method-assign]  # Flask's way
    guard.init_app(app, unsafe_report_only=True)
    return app.test_client()


@pytest.fixture
def told(caplog: pytest.LogCaptureFixture) -> Callable[[], list[tuple[str, str]]]:
    """Events and reasons in the security log."""
    caplog.set_level("WARNING", "bearproof.guard")

    def told() -> list[tuple[str, str]]:
        said = [json.loads(each.getMessage()) for each in caplog.records]
        return [(each["event"], each.get("reason", "")) for each in said if each["event"] != "undeclared"]

    return told


@pytest.mark.parametrize(
    ("path", "sent", "reason"),
    [
        ("/unmarked", {}, "no-token"),
        ("/unmarked", {"Authorization": "Bearer x.y.z"}, "not-base64"),
        ("/unmarked", {"Authorization": "Bearer"}, "not-one-token"),
        ("/scoped", {}, "no-token"),
    ],
)
def test_what_would_be_refused_is_told_once_and_let_through(
    client: FlaskClient, told: Callable[[], list[tuple[str, str]]], path: str, sent: dict[str, str], reason: str
) -> None:
    assert (client.get(path, headers=sent).text, told()) == ("in", [("would-refuse", reason)])


@pytest.mark.parametrize(("path", "reason"), [("/unmarked", "undeclared"), ("/scoped", "scope-missing")])
def test_a_decision_is_told_and_not_carried_out(
    client: FlaskClient, good: dict[str, str], told: Callable[[], list[tuple[str, str]]], path: str, reason: str
) -> None:
    assert (client.get(path, headers=good).text, told()) == ("in", [("would-refuse", reason)])


def test_what_is_in_order_is_not_told(
    client: FlaskClient, good: dict[str, str], told: Callable[[], list[tuple[str, str]]]
) -> None:
    assert (client.get("/me", headers=good).text, told()) == ("alice", [])


def test_an_unknown_path_is_the_apps_own_404(client: FlaskClient, told: Callable[[], list[tuple[str, str]]]) -> None:
    assert (client.get("/nope").status_code, told()) == (404, [("would-refuse", "no-token")])


def test_a_mounted_app_answers(client: FlaskClient) -> None:
    assert client.get("/old/data").text == "data"


def test_values_are_never_made_up(client: FlaskClient, good: dict[str, str]) -> None:
    asked = [
        client.get("/me").status_code,
        client.get("/theirs/1").status_code,
        client.get("/theirs/1", headers=good).status_code,
        client.post("/order", json={"nam": "x"}, headers=good).status_code,
        client.post("/order", json={"name": "x"}).status_code,
    ]
    assert asked == [401, 401, 404, 422, 200]


def test_it_is_told_that_nothing_is_protected(guard: Guard, told: Callable[[], list[tuple[str, str]]]) -> None:
    guard.init_app(Flask(__name__), unsafe_report_only=True)
    assert told() == [("report-only", "")]
