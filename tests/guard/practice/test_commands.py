"""Does `flask bearproof routes` say of each route who may use it?"""

from __future__ import annotations

import json

import pytest
from flask import Flask
from flask.views import MethodView
from werkzeug.routing import Rule

from bearproof.guard import Claims, Guard
from bearproof.guard.commands import group


def grown_up(claims: Claims) -> bool:
    return bool(claims.all.get("grown_up"))


def show(order: object) -> str:
    return str(order)


def find(number: int) -> object:
    return number


def shop(guard: Guard, *, unsafe_report_only: bool = False) -> Flask:
    """A route of each kind."""
    app = Flask(__name__, static_folder=None)
    app.get("/open", endpoint="open")(guard.public(lambda: "open"))
    app.get("/any", endpoint="any")(guard.allow()(lambda: "any"))
    app.get("/wine", endpoint="wine")(guard.allow(scope=["b", "a"], role=["y", "x"], policy=grown_up)(lambda: "wine"))
    app.get("/orders/<int:number>", endpoint="order")(guard.owns(find, into="order")(show))
    app.get("/people/<name>", endpoint="person")(guard.owns("name")(lambda name: name))

    class Notes(MethodView):
        @guard.public
        def get(self) -> str:
            return "notes"

        @guard.allow(scope="notes")
        def post(self) -> str:
            return "made"

        put = post

    app.add_url_rule("/notes", view_func=Notes.as_view("notes"))
    app.url_map.add(Rule("/talk", endpoint="talk", websocket=True))
    app.view_functions["talk"] = guard.allow(role="friend")(lambda: "talk")
    guard.init_app(app, unsafe_report_only=unsafe_report_only)
    return app


TABLE = """\
METHODS    ROUTE                 ENDPOINT  WHO
GET        /any                  any       any good token
GET        /notes                notes     everybody
POST PUT   /notes                notes     scope notes
GET        /open                 open      everybody
GET        /orders/<int:number>  order     owner of order
GET        /people/<name>        person    owner of name
WEBSOCKET  /talk                 talk      role friend
GET        /wine                 wine      scope a, scope b, role x or y, policy grown_up
"""


def test_each_route_is_told(guard: Guard) -> None:
    done = shop(guard).test_cli_runner().invoke(group, ["routes"])
    assert (done.exit_code, done.output) == (0, TABLE)


def test_json_is_for_programs(guard: Guard) -> None:
    done = shop(guard).test_cli_runner().invoke(group, ["routes", "--json"])
    assert json.loads(done.output)[0] == {"methods": "GET", "rule": "/any", "endpoint": "any", "who": "any good token"}


def test_a_check_passes_when_every_route_is_marked(guard: Guard) -> None:
    assert shop(guard).test_cli_runner().invoke(group, ["routes", "--check"]).exit_code == 0


def test_a_check_fails_for_a_route_without_a_mark(guard: Guard) -> None:
    app = shop(guard)
    app.add_url_rule("/forgotten", "forgotten", lambda: "in")
    done = app.test_cli_runner().invoke(group, ["routes", "--check"])
    assert (done.exit_code, "/forgotten            forgotten  nobody: no mark" in done.output) == (1, True)


def test_a_check_fails_while_nothing_is_decided(guard: Guard) -> None:
    done = shop(guard, unsafe_report_only=True).test_cli_runner().invoke(group, ["routes", "--check"])
    assert (done.exit_code, "only reports" in done.output) == (1, True)


def asks_for_claims(claims: Claims) -> str:
    return claims.subject


@pytest.mark.parametrize(
    ("rule", "kind", "said"),
    [
        ("/x/<int:other>", "owns", "has no variable named 'number'"),
        ("/x/<int:number>/<order>", "owns", "has a variable named 'order'"),
        ("/x/<claims>", "allow", "has a variable named 'claims'"),
        ("/x", "public", "is public and asks for Claims"),
    ],
)
def test_a_check_fails_for_a_mark_that_cannot_work(guard: Guard, rule: str, kind: str, said: str) -> None:
    app = Flask(__name__, static_folder=None)
    views = {"owns": lambda: guard.owns(find, into="order")(show), "allow": lambda: guard.allow()(asks_for_claims)}
    views["public"] = lambda: guard.public(asks_for_claims)
    app.add_url_rule(rule, "view", views[kind]())
    guard.init_app(app)
    done = app.test_cli_runner().invoke(group, ["routes", "--check"])
    assert (done.exit_code, said in done.output) == (1, True)


def test_an_app_without_a_guard_is_told() -> None:
    done = Flask(__name__).test_cli_runner().invoke(group, ["routes"])
    assert (done.exit_code, "this app has no guard" in done.output) == (1, True)


def test_the_command_stands_where_flask_looks_for_it(guard: Guard) -> None:
    done = shop(guard).test_cli_runner().invoke(args=["bearproof", "routes"])
    assert (done.exit_code, done.output) == (0, TABLE)
