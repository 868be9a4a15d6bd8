"""Is every route closed until it is opened, whatever its kind, order and method?"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Blueprint, Flask, Response, abort, jsonify, request, session
from flask.views import MethodView, View
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.routing import BaseConverter, Rule
from werkzeug.test import Client

from bearproof.guard import Guard, GuardMisuse
from bearproof.guard.border.paths import Opening

KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
PREFLIGHT = {"Origin": "https://web.example", "Access-Control-Request-Method": "POST"}


def another_guard(unknown: int = 401) -> Guard:
    return Guard.first_party(
        secret_env="KEY",
        audience="https://api.example",
        environment={"KEY": KEY},
        tripwire="off",
        unknown=unknown,  # type: ignore[arg-type]  # a number of the two
    )


def bearer(guard: Guard, **granted: Any) -> dict[str, str]:  # noqa: ANN401  # what issue takes
    return {"Authorization": "Bearer " + guard.issue("alice", **granted)}


def everything(guard: Guard, folder: Path) -> Flask:
    """An app with a route of each kind, and no mark on any."""
    (folder / "style.css").write_text("body {}")
    app = Flask(__name__, static_folder=str(folder), static_url_path="/static")
    blueprint = Blueprint("shop", __name__, static_folder=str(folder), static_url_path="/files")

    class Orders(MethodView):
        def get(self) -> str:
            return "orders"

        post = put = delete = get

    class Page(View):
        def dispatch_request(self) -> str:
            return "page"

    @app.route("/plain")
    @app.route("/plain/<int:number>")
    def plain(number: int = 0) -> str:
        return str(number)

    @app.get("/slash/")
    def slash() -> str:
        return "slash"

    @blueprint.get("/in-blueprint")
    def inside() -> str:
        return "inside"

    app.add_url_rule("/orders", view_func=Orders.as_view("orders"))
    app.add_url_rule("/page", view_func=Page.as_view("page"))
    app.add_url_rule("/lambda", "lambda", lambda: "lambda")
    app.register_blueprint(blueprint, url_prefix="/shop")
    guard.init_app(app)
    app.add_url_rule("/late", "late", lambda: "late")
    return app


ROUTES = [
    "/plain", "/plain/1", "/slash/", "/shop/in-blueprint", "/orders", "/page", "/lambda", "/late",
    "/static/style.css", "/shop/files/style.css",
]  # fmt: skip


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS"])
def test_a_route_without_a_mark_is_closed(guard: Guard, tmp_path: Path, route: str, method: str) -> None:
    client = everything(guard, tmp_path).test_client()
    answers = [client.open(route, method=method), client.open(route, method=method, headers=bearer(guard))]
    assert [answer.status_code for answer in answers] == [401, 403]


def test_the_routes_without_a_mark_are_told(guard: Guard, tmp_path: Path) -> None:
    app = everything(guard, tmp_path)
    assert guard.undeclared(app) == [
        "lambda", "late", "orders", "page", "plain", "shop.inside", "shop.static", "slash", "static",
    ]  # fmt: skip


def test_the_routes_without_a_mark_are_written_down_before_anybody_asks(
    guard: Guard, caplog: pytest.LogCaptureFixture
) -> None:
    app = Flask(__name__, static_folder=None)
    app.get("/one", endpoint="one")(lambda: "in")
    app.get("/two", endpoint="two")(guard.public(lambda: "in"))
    guard.init_app(app)
    at_start = [json.loads(record.getMessage()) for record in caplog.records]
    app.get("/late", endpoint="late")(lambda: "in")
    app.test_client().get("/two")
    app.test_client().get("/two")
    later = [json.loads(record.getMessage()) for record in caplog.records[len(at_start) :]]
    assert at_start == [{"event": "undeclared", "endpoints": ["one"]}]
    assert later == [{"event": "undeclared", "endpoints": ["late", "one"]}]


def test_endpoints_are_opened_by_name(guard: Guard, tmp_path: Path) -> None:
    client = everything(guard, tmp_path).test_client()
    guard.public_endpoints("static")
    guard.allow_endpoints("shop.inside", scope="shop")
    asked = [
        client.get("/static/style.css", buffered=True),
        client.get("/static/absent.css"),
        client.get("/shop/in-blueprint"),
        client.get("/shop/in-blueprint", headers=bearer(guard)),
        client.get("/shop/in-blueprint", headers=bearer(guard, scopes=["shop"])),
    ]
    assert [answer.status_code for answer in asked] == [200, 404, 401, 403, 200]


def test_a_preflight_passes_and_brings_no_cookie(guard: Guard, tmp_path: Path) -> None:
    app = everything(guard, tmp_path)
    app.secret_key = "a" * 40
    seen: list[bool] = []
    app.after_request(lambda response: (seen.append("HTTP_COOKIE" in request.environ), response)[1])
    client = app.test_client()
    client.set_cookie("session", "x")
    answer = client.options("/orders", headers=PREFLIGHT)
    assert (answer.status_code, "POST" in answer.headers["Allow"], seen) == (200, True, [False])


@pytest.mark.parametrize("path", ["/nope", "/explicit"])
def test_a_preflight_runs_no_view_and_finds_no_path(guard: Guard, path: str) -> None:
    app = Flask(__name__)
    app.add_url_rule("/explicit", "explicit", lambda: "ran", methods=["OPTIONS"])
    guard.init_app(app)
    assert app.test_client().options(path, headers=PREFLIGHT).status_code == 401


def test_a_missing_slash_leads_on_only_where_one_may_go(guard: Guard) -> None:
    app = Flask(__name__)
    app.get("/open/", endpoint="open")(guard.public(lambda: "open"))
    app.get("/closed/", endpoint="closed")(guard.allow()(lambda: "closed"))
    guard.init_app(app)
    client = app.test_client()
    asked = [client.get("/open"), client.get("/closed"), client.get("/closed", headers=bearer(guard))]
    assert [answer.status_code for answer in asked] == [308, 401, 308]


def test_another_method_of_a_public_route_is_405(guard: Guard) -> None:
    app = Flask(__name__)
    app.get("/open", endpoint="open")(guard.public(lambda: "open"))
    app.get("/closed", endpoint="closed")(guard.allow()(lambda: "closed"))
    guard.init_app(app)
    client = app.test_client()
    asked = [client.post("/open"), client.post("/closed"), client.post("/closed", headers=bearer(guard))]
    assert [answer.status_code for answer in asked] == [405, 401, 405]


@pytest.mark.parametrize(("unknown", "statuses"), [(401, [401, 401, 404]), (404, [404, 401, 404])])
def test_an_unknown_path_answers_as_chosen(unknown: int, statuses: list[int]) -> None:
    guard, app = another_guard(unknown), Flask(__name__)
    app.get("/closed", endpoint="closed")(guard.allow()(lambda: "closed"))
    guard.init_app(app)
    client = app.test_client()
    asked = [client.get("/nope"), client.get("/closed"), client.get("/nope", headers=bearer(guard))]
    assert [answer.status_code for answer in asked] == statuses


def test_who_has_no_token_reaches_neither_session_nor_converter(guard: Guard) -> None:
    touched: list[str] = []

    class Loud(BaseConverter):
        def to_python(self, value: str) -> str:
            touched.append("converter")
            return value

    class Sessions(type(Flask("x").session_interface)):  # type: ignore[misc]  # the class that Flask uses
        def open_session(self, app: Flask, request: Any) -> Any:  # noqa: ANN401  # Flask's own types
            touched.append("session")
            return super().open_session(app, request)

    app = Flask(__name__)
    app.session_interface = Sessions()
    app.url_map.converters["loud"] = Loud
    app.get("/closed/<loud:x>", endpoint="closed")(guard.allow()(lambda x: x))
    guard.init_app(app)
    client = app.test_client()
    refused = [client.get("/closed/1").status_code, client.get("/nope").status_code, list(touched)]
    assert (refused, client.get("/closed/1", headers=bearer(guard)).text) == ([401, 401, []], "1")
    assert touched == ["session", "converter"]


def test_what_a_converter_refuses_on_a_public_route_is_404(guard: Guard) -> None:
    app = Flask(__name__)
    app.get("/<int(max=9):number>", endpoint="open")(guard.public(lambda number: f"{number}"))
    app.get("/<name>", endpoint="closed")(guard.allow()(lambda name: name))
    guard.init_app(app)
    client = app.test_client()
    assert [client.get(path).status_code for path in ("/5", "/10", "/x")] == [200, 404, 401]


@pytest.mark.parametrize("route", ROUTES)
def test_the_hook_decides_even_if_the_layer_were_wrong(
    guard: Guard, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, route: str
) -> None:
    monkeypatch.setattr("bearproof.guard.border.paths.Paths.at", lambda *_: Opening.PUBLIC)
    assert everything(guard, tmp_path).test_client().get(route).status_code == 401


def test_hosts_tell_routes_apart(guard: Guard) -> None:
    app = Flask(__name__, host_matching=True, static_host="static.example")
    app.get("/", endpoint="open", host="www.example")(guard.public(lambda: "open"))
    app.get("/", endpoint="closed", host="api.example")(guard.allow()(lambda: "closed"))
    guard.init_app(app)
    client = app.test_client()
    asked = [client.get("/", base_url=f"http://{host}") for host in ("www.example", "api.example", "x.example")]
    assert [answer.status_code for answer in asked] == [200, 401, 401]


def test_an_extension_cannot_put_its_hook_before_ours(guard: Guard) -> None:
    app = Flask(__name__)
    app.get("/open", endpoint="open")(guard.public(lambda: "open"))
    app.get("/closed", endpoint="closed")(guard.allow(scope="x")(lambda: "closed"))
    guard.init_app(app)
    app.before_request_funcs[None].insert(0, lambda: "mine")
    client = app.test_client()
    asked = [client.get("/closed", headers=bearer(guard)), client.get("/open")]
    assert [(answer.status_code, answer.text == "mine") for answer in asked] == [(403, False), (200, True)]


def test_a_mounted_app_that_knows_no_guard_says_nothing(guard: Guard) -> None:
    app, mounted = Flask(__name__), Flask("mounted")
    mounted.add_url_rule("/data", "data", lambda: "data")
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/old": mounted})  # type: ignore[method-assign]  # Flask's way
    guard.init_app(app)
    client = app.test_client()
    asked = [client.get("/old/data"), client.get("/old/data", headers=bearer(guard))]
    assert [(answer.status_code, b"data" in answer.data) for answer in asked] == [(401, False), (403, False)]


def test_a_mounted_app_with_a_guard_of_its_own_answers() -> None:
    app, mounted, other = Flask(__name__), Flask("mounted"), another_guard()
    mounted.get("/data", endpoint="data")(other.allow()(lambda: "data"))
    other.init_app(mounted)
    app.wsgi_app = DispatcherMiddleware(app.wsgi_app, {"/old": mounted})  # type: ignore[method-assign]  # Flask's way
    another_guard().init_app(app)
    assert app.test_client().get("/old/data", headers=bearer(other)).text == "data"


def test_a_guards_hook_does_not_take_another_guards_word() -> None:
    app, mounted, outer, inner = Flask(__name__), Flask("mounted"), another_guard(), another_guard()
    mounted.get("/data", endpoint="data")(inner.allow()(lambda: "data"))
    around = mounted.wsgi_app
    inner.init_app(mounted)
    # Not a way of mounting that we know: the hook inside is what is left.
    app.wsgi_app = around  # type: ignore[method-assign]  # Flask's way
    outer.init_app(app)
    assert app.test_client().get("/data", headers=bearer(outer)).status_code == 401


def test_around_the_layer_nothing_is_open_either(app: Flask, guard: Guard) -> None:
    with app.test_request_context("/me", headers=bearer(guard)):
        assert app.full_dispatch_request().status_code == 401


def test_the_apps_own_error_handlers_answer_its_own_errors(guard: Guard) -> None:
    app = Flask(__name__)
    app.register_error_handler(404, lambda _error: (jsonify(mine=True), 404))
    app.get("/it", endpoint="it")(guard.allow()(lambda: abort(404)))
    guard.init_app(app)
    client, headers = app.test_client(), bearer(guard)
    assert [client.get(path, headers=headers).get_json() for path in ("/it", "/nope")] == [{"mine": True}] * 2


def test_a_streamed_answer_streams(guard: Guard) -> None:
    app = Flask(__name__)
    app.get("/it", endpoint="it")(guard.allow()(lambda: Response(iter(["a", "b", "c"]))))
    guard.init_app(app)
    answer = Client(app).get("/it", headers=bearer(guard), buffered=False)
    assert list(answer.response) == [b"a", b"b", b"c"]


def test_what_methods_a_path_has_is_told_only_if_all_are_public(guard: Guard) -> None:
    app = Flask(__name__)
    app.get("/it", endpoint="open")(guard.public(lambda: "open"))
    app.post("/it", endpoint="closed")(guard.allow()(lambda: "closed"))
    guard.init_app(app)
    client = app.test_client()
    asked = [client.get("/it"), client.put("/it"), client.put("/it", headers=bearer(guard))]
    assert [answer.status_code for answer in asked] == [200, 401, 405]


def test_who_has_no_token_runs_no_redirect_of_the_apps(guard: Guard) -> None:
    run: list[str] = []
    app = Flask(__name__)
    app.url_map.add(Rule("/old", endpoint="old", redirect_to=lambda _adapter: run.append("redirect") or "/new"))  # type: ignore[func-returns-value]  # None, then the path
    guard.init_app(app)
    client = app.test_client()
    before = client.get("/old").status_code, list(run)
    assert (before, client.get("/old", headers=bearer(guard)).status_code) == ((401, []), 308)


def test_a_rule_without_a_view_is_closed(guard: Guard) -> None:
    app = Flask(__name__)
    app.url_map.add(Rule("/ghost", endpoint="ghost"))
    guard.init_app(app)
    client = app.test_client()
    assert [client.get("/ghost", headers=each).status_code for each in ({}, bearer(guard))] == [401, 403]


def test_an_app_has_one_guard(guard: Guard, app: Flask) -> None:
    with pytest.raises(GuardMisuse, match="has a guard already"):
        guard.init_app(app)


def test_a_view_may_be_replaced_while_the_app_runs(app: Flask, good: dict[str, str]) -> None:
    client = app.test_client()
    before = client.get("/me", headers=good).status_code
    app.view_functions["me"] = lambda: "unmarked"
    assert (before, client.get("/me", headers=good).status_code) == (200, 403)


def test_the_session_is_the_apps_own_business_on_a_public_route(guard: Guard) -> None:
    app = Flask(__name__)
    app.secret_key = "a" * 40

    @app.get("/visits")
    @guard.public
    def visits() -> str:
        session["n"] = session.get("n", 0) + 1
        return json.dumps(session["n"])

    guard.init_app(app)
    client = app.test_client()
    assert [client.get("/visits").text for _ in range(2)] == ["1", "2"]
