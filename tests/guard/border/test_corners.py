"""Is there a corner of an app that a request gets into without a decision?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import pytest
from flask import Blueprint, Flask, Response, abort, request
from flask.sessions import SessionInterface
from flask.testing import FlaskClient
from flask.views import MethodView
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import Rule
from werkzeug.test import Client

from bearproof.guard import Guard

KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
WEBSOCKET = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}


def nested(guard: Guard) -> Flask:
    """Blueprints in blueprints, with marks above and below, and with async views."""
    app, outer, inner = Flask(__name__), Blueprint("outer", __name__), Blueprint("inner", __name__)

    @inner.get("/open")
    @guard.public
    def opened() -> str:
        return "open"

    @guard.allow(scope="read")
    @inner.get("/above")
    def above() -> str:
        return "above"

    @inner.get("/async")
    @guard.allow(scope="read")
    async def later() -> str:
        return "async"

    @inner.get("/unmarked")
    async def unmarked() -> str:
        return "unmarked"

    @inner.get("/abort")
    @guard.allow()
    def gone() -> None:
        abort(404)

    @inner.before_request
    def early() -> str | None:
        return request.args.get("early")

    inner.register_error_handler(404, lambda _error: ("mine", 404))
    outer.register_blueprint(inner, url_prefix="/inner")
    app.register_blueprint(outer, url_prefix="/outer")
    app.register_blueprint(outer, url_prefix="/again", name="again")
    guard.init_app(app)
    return app


@pytest.fixture
def reader(guard: Guard) -> dict[str, str]:
    """The headers of somebody who may read."""
    return {"Authorization": "Bearer " + guard.issue("alice", scopes=["read"])}


@pytest.mark.parametrize("prefix", ["/outer/inner", "/again/inner"])
@pytest.mark.parametrize(
    ("path", "statuses"),
    [
        ("/open", [200, 200, 200]), ("/above", [401, 403, 200]), ("/async", [401, 403, 200]),
        ("/unmarked", [401, 403, 403]), ("/abort", [401, 404, 404]), ("/nope", [401, 404, 404]),
        ("/unmarked?early=1", [401, 403, 403]), ("/open?early=1", [200, 200, 200]),
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_blueprint_in_a_blueprint_is_closed(
    guard: Guard, good: dict[str, str], reader: dict[str, str], prefix: str, path: str, statuses: list[int], method: str
) -> None:  # fmt: skip
    client = nested(guard).test_client()
    assert [
        client.open(prefix + path, method=method, headers=each).status_code for each in ({}, good, reader)
    ] == statuses


def test_a_blueprints_error_handler_answers_for_who_may_be_there(guard: Guard, good: dict[str, str]) -> None:
    client = nested(guard).test_client()
    asked = [client.get("/outer/inner/abort", headers=each) for each in ({}, good)]
    assert [answer.text == "mine" for answer in asked] == [False, True]


def test_an_apps_error_handler_does_not_replace_a_refusal(guard: Guard) -> None:
    app = Flask(__name__)
    for error in (401, 403, 404, Exception):
        app.register_error_handler(error, lambda _error: "all is well")
    app.get("/closed", endpoint="closed")(guard.allow(scope="x")(lambda: "in"))
    guard.init_app(app)
    client = app.test_client()
    bearer = {"Authorization": "Bearer " + guard.issue("alice")}
    assert [client.get("/closed", headers=each).status_code for each in ({}, bearer)] == [401, 403]


class Broken(SessionInterface):
    """Opens no session."""

    def open_session(self, app: Flask, request: Any) -> NoReturn:  # noqa: ANN401, ARG002  # Flask's own
        raise LookupError

    def save_session(self, *_: object) -> None:
        """There is none."""


def test_a_session_that_fails_to_open_answers_nobody(guard: Guard, good: dict[str, str]) -> None:
    app = Flask(__name__)
    app.get("/closed", endpoint="closed")(guard.allow()(lambda: "in"))
    app.register_error_handler(Exception, lambda _error: "all is well")
    app.session_interface = Broken()
    guard.init_app(app)
    answer = app.test_client().get("/closed", headers=good)
    # What answers has decided nothing.
    assert (answer.status_code, "well" in answer.text) == (403, False)


def subdomains(guard: Guard) -> Flask:
    """Routes that only hosts tell apart."""
    app = Flask(__name__, subdomain_matching=True)
    app.config["SERVER_NAME"] = "shop.example"
    app.get("/it", endpoint="tenant", subdomain="<tenant>")(guard.allow()(lambda tenant: tenant))
    app.get("/it", endpoint="unmarked", subdomain="staff")(lambda: "staff")
    app.get("/free", endpoint="free", subdomain="<tenant>")(guard.public(lambda tenant: tenant))
    app.get("/it", endpoint="bare")(guard.public(lambda: "bare"))
    guard.init_app(app)
    return app


@pytest.mark.parametrize(
    ("host", "path", "statuses"),
    [
        ("north.shop.example", "/it", [401, 200]), ("staff.shop.example", "/it", [401, 403]),
        ("north.shop.example", "/free", [200, 200]), ("shop.example", "/it", [200, 200]),
        ("shop.example", "/free", [401, 404]), ("a.b.shop.example", "/it", [401, 200]),
    ],
)  # fmt: skip
def test_subdomains_tell_routes_apart(
    guard: Guard, good: dict[str, str], host: str, path: str, statuses: list[int]
) -> None:
    client = subdomains(guard).test_client()
    asked = [client.get(path, base_url=f"http://{host}", headers=each) for each in ({}, good)]
    assert [answer.status_code for answer in asked] == statuses


@pytest.mark.filterwarnings("ignore:Current server name")
def test_a_strange_host_reaches_nothing(guard: Guard) -> None:
    assert subdomains(guard).test_client().get("/it", base_url="http://evil.example").status_code == 401


def test_a_warning_that_an_app_makes_an_error_is_no_way_around(guard: Guard) -> None:
    # Warnings are errors in these tests.
    assert subdomains(guard).test_client().get("/it", base_url="http://evil.example").status_code == 401


def test_a_tenants_subdomain_may_be_bound(guard: Guard, token: Callable[..., str]) -> None:
    guard.bind("tenant", claim="tenant")
    sent = {"Authorization": "Bearer " + token(claims={"tenant": "north"})}
    client = subdomains(guard).test_client()
    asked = [client.get("/it", base_url=f"http://{host}.shop.example", headers=sent) for host in ("north", "south")]
    assert [answer.status_code for answer in asked] == [200, 404]


def sockets(guard: Guard) -> Flask:
    """Routes that only an upgrade reaches, as extensions for websockets add them."""
    app = Flask(__name__)
    for name, mark in {"closed": guard.allow(), "open": guard.public, "unmarked": lambda view: view}.items():
        app.url_map.add(Rule(f"/{name}", endpoint=name, websocket=True))
        app.view_functions[name] = mark(_talks())
    guard.init_app(app)
    return app


def _talks() -> Callable[[], str]:
    return lambda: "talking"


@pytest.mark.parametrize(
    ("path", "statuses"),
    [("/closed", [401, 200]), ("/open", [200, 200]), ("/unmarked", [401, 403]), ("/nope", [401, 404])],
)
def test_a_websocket_is_a_route(guard: Guard, good: dict[str, str], path: str, statuses: list[int]) -> None:
    client = sockets(guard).test_client()
    asked = [client.get(path, base_url="ws://localhost", headers={**WEBSOCKET, **each}) for each in ({}, good)]
    assert [answer.status_code for answer in asked] == statuses


def test_a_websocket_without_a_mark_is_told(guard: Guard) -> None:
    assert guard.undeclared(sockets(guard)) == ["static", "unmarked"]


def test_methods_that_a_client_makes_up_are_not_remembered(guard: Guard) -> None:
    app = Flask(__name__)
    app.url_map.add(Rule("/any", endpoint="any"))
    app.view_functions["any"] = guard.public(lambda: "in")
    guard.init_app(app)
    client = app.test_client()
    asked = {client.open("/any", method=f"WORD{number}").status_code for number in range(50)}
    known = app.extensions["bearproof"].doors._known  # noqa: SLF001  # what must not grow
    assert (asked, client.get("/any").status_code, list(known)) == ({200}, 200, [("any", "GET")])


class Items(MethodView):
    init_every_request = False

    async def get(self) -> str:
        return "read"

    async def delete(self) -> str:
        return "deleted"


def test_an_async_class_is_closed_by_its_methods_marks(guard: Guard, reader: dict[str, str]) -> None:
    class Marked(Items):
        get = guard.allow(scope="read")(Items.get)

    app = Flask(__name__)
    app.add_url_rule("/it", view_func=Marked.as_view("it"))
    guard.init_app(app)
    client = app.test_client()
    asked = [client.open("/it", method=method, headers=reader) for method in ("GET", "HEAD", "DELETE", "OPTIONS")]
    assert [answer.status_code for answer in asked] == [200, 200, 403, 403]


METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT", "get", "FOO", "G%45T", ""]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(
    "path", ["/it", "/it/", "//it", "/./it", "/it%2f", "/x/../it", "/IT", "/it;a=1", "/it%00", "*"]
)
def test_no_spelling_of_a_method_and_a_path_enters(guard: Guard, method: str, path: str) -> None:
    app = Flask(__name__)
    app.route("/it", methods=["GET", "POST", "DELETE"], endpoint="it")(guard.allow()(lambda: "in"))
    guard.init_app(app)
    answer = Client(app).open(path, environ_overrides={"REQUEST_METHOD": method})
    assert (answer.status_code, answer.text == "in") == (401, False)


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Original-URL", "X-Rewrite-URL", "X-Forwarded-Prefix"])
def test_a_header_does_not_say_what_is_asked_for(guard: Guard, header: str) -> None:
    app = Flask(__name__)
    app.get("/open", endpoint="open")(guard.public(lambda: "open"))
    app.get("/closed", endpoint="closed")(guard.allow()(lambda: "in"))
    guard.init_app(app)
    asked = [
        app.test_client().get(path, headers={header: to}) for path, to in (("/open", "/closed"), ("/closed", "/open"))
    ]
    assert [(answer.status_code, answer.text == "in") for answer in asked] == [(200, False), (401, False)]


@pytest.mark.parametrize("path", ["/old", "/old/", "/old/data", "/old/a/b", "/deep/er/data"])
def test_a_mounted_app_without_a_guard_does_not_even_begin(guard: Guard, good: dict[str, str], path: str) -> None:
    begun: list[str] = []

    def mounted(environ: Any, start: Any) -> list[bytes]:  # noqa: ANN401  # WSGI
        begun.append(environ["PATH_INFO"])
        start("500 Internal Server Error", [])
        return [b"changed something"]

    app = Flask(__name__)
    app.get("/mine", endpoint="mine")(guard.allow()(lambda: "mine"))
    inside = DispatcherMiddleware(app.wsgi_app, {"/old": mounted, "/deep/er": mounted})
    app.wsgi_app = ProxyFix(inside)  # type: ignore[method-assign]  # Flask's way
    guard.init_app(app)
    client = app.test_client()
    asked = [client.post(path, headers=each).status_code for each in ({}, good)]
    assert (asked, begun, client.get("/mine", headers=good).text) == ([401, 403], [], "mine")


@pytest.mark.parametrize("as_app", [True, False])
def test_a_mounted_app_with_a_guard_answers_however_it_is_mounted(
    guard: Guard, token: Callable[..., str], clock: Callable[[], float], *, as_app: bool
) -> None:
    other = Guard.first_party(
        secret_env="KEY", audience="https://api.example", environment={"KEY": KEY}, clock=clock, tripwire="off"
    )
    app, mounted = Flask("outer"), Flask("inner")
    mounted.get("/it", endpoint="it")(other.allow()(lambda: "in"))
    other.init_app(mounted)
    inside = DispatcherMiddleware(app.wsgi_app, {"/old": mounted if as_app else mounted.wsgi_app})
    app.wsgi_app = inside  # type: ignore[method-assign]  # Flask's way
    guard.init_app(app)
    assert app.test_client().get("/old/it", headers={"Authorization": "Bearer " + token()}).text == "in"


def test_an_app_that_answers_late_is_not_heard(guard: Guard, good: dict[str, str]) -> None:
    app = Flask(__name__)
    inner = app.wsgi_app

    def late(_environ: Any, start: Any) -> Iterator[bytes]:  # noqa: ANN401  # WSGI
        write = start("200 OK", [("Content-Type", "text/plain")])
        write(b"written ")
        yield b"and made"

    app.wsgi_app = lambda environ, start: (late if environ["PATH_INFO"] == "/late" else inner)(environ, start)  # type: ignore[method-assign, assignment]  # Flask's way
    guard.init_app(app)
    answer = app.test_client().get("/late", headers=good)
    assert (answer.status_code, b"written" in answer.data, b"made" in answer.data) == (403, False, False)


def test_a_second_status_is_no_way_around(guard: Guard, good: dict[str, str]) -> None:
    app = Flask(__name__)

    def twice(environ: Any, start: Any) -> list[bytes]:  # noqa: ANN401, ARG001  # WSGI
        start("404 Not Found", [])
        start("200 OK", [("Content-Type", "text/plain")], (ValueError, ValueError(), None))
        return [b"data"]

    app.wsgi_app = twice  # type: ignore[method-assign, assignment]  # Flask's way
    guard.init_app(app)
    answer = app.test_client().get("/it", headers=good)
    assert (answer.status_code, answer.data != b"data") == (403, True)


def test_a_view_that_answers_with_a_stream_is_decided_on_before(guard: Guard, good: dict[str, str]) -> None:
    made: list[str] = []

    def parts() -> Iterator[str]:
        made.append("made")
        yield "in"

    app = Flask(__name__)
    app.get("/it", endpoint="it")(guard.allow(scope="x")(lambda: Response(parts())))
    guard.init_app(app)
    assert (app.test_client().get("/it", headers=good).status_code, made) == (403, [])


@pytest.fixture
def marked(guard: Guard) -> FlaskClient:
    """Asks an app whose marks change while it runs."""
    app = Flask(__name__)
    app.get("/it", endpoint="it")(lambda: "in")
    guard.init_app(app)
    return app.test_client()


def test_a_mark_by_name_that_comes_late_counts(guard: Guard, marked: FlaskClient, good: dict[str, str]) -> None:
    asked = [marked.get("/it", headers=good).status_code]
    guard.public_endpoints("it")
    asked.append(marked.get("/it").status_code)
    guard.allow_endpoints("it", scope="x")
    asked += [marked.get("/it").status_code, marked.get("/it", headers=good).status_code]
    assert asked == [403, 200, 401, 403]


def test_a_mark_on_a_view_that_comes_late_counts(guard: Guard, marked: FlaskClient, good: dict[str, str]) -> None:
    asked = [marked.get("/it", headers=good).status_code]
    guard.allow()(marked.application.view_functions["it"])
    asked.append(marked.get("/it", headers=good).status_code)
    guard.allow(scope="x")(marked.application.view_functions["it"])
    asked.append(marked.get("/it", headers=good).status_code)
    assert asked == [403, 200, 403]


def test_every_refusal_is_a_problem(guard: Guard, good: dict[str, str]) -> None:
    client = nested(guard).test_client()
    asked = [client.get("/outer/inner/above", headers=each) for each in ({}, good, {"Authorization": "Bearer"})]
    assert [json.loads(answer.data)["status"] for answer in asked] == [401, 403, 400]
    assert {answer.content_type for answer in asked} == {"application/problem+json"}
