"""Does a mark open what it is on to whom it names, in any order, and nothing else?"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.views import MethodView, View

from bearproof.guard import Claims, Guard, GuardMisuse


def bearer(guard: Guard, **granted: Any) -> dict[str, str]:  # noqa: ANN401  # what issue takes
    return {"Authorization": "Bearer " + guard.issue("alice", **granted)}


ORDERS = ["route-first", "mark-first", "wrapped-between", "wrapped-outside"]


@pytest.mark.parametrize("order", ORDERS)
def test_the_order_of_decorators_opens_nothing_more(guard: Guard, order: str) -> None:
    app = Flask(__name__)

    def wrapped(view: Callable[..., Any]) -> Callable[..., Any]:
        return functools.wraps(view)(functools.partial(view))

    def view(claims: Claims) -> str:
        return claims.subject

    mark, route = guard.allow(scope="read"), app.get("/it")
    {
        "route-first": lambda: route(mark(view)),
        "mark-first": lambda: mark(route(view)),
        "wrapped-between": lambda: route(wrapped(mark(view))),
        "wrapped-outside": lambda: wrapped(route(mark(view))),
    }[order]()
    guard.init_app(app)
    client = app.test_client()
    headers = [{}, bearer(guard), bearer(guard, scopes=["read"])]
    assert [client.get("/it", headers=each).status_code for each in headers] == [401, 403, 200]


def test_a_mark_on_a_wrapper_that_is_not_the_view_opens_nothing(guard: Guard) -> None:
    app = Flask(__name__)

    @guard.public
    @functools.lru_cache
    @app.get("/it")
    def view() -> str:
        return "it"

    guard.init_app(app)
    assert app.test_client().get("/it").status_code == 401


def test_marks_wrap_nothing(guard: Guard) -> None:
    def view() -> str:
        return "it"

    assert guard.public(view) is view


def test_a_view_cannot_be_public_and_closed(guard: Guard) -> None:
    with pytest.raises(GuardMisuse, match="view is marked public and closed at once"):

        @guard.public
        @guard.allow()
        def view() -> None: ...


def test_several_marks_must_all_agree(guard: Guard) -> None:
    app = Flask(__name__)

    @app.get("/it")
    @guard.allow(scope="read")
    @guard.allow(role=["clerk", "boss"])
    @guard.allow(policy=lambda claims: claims.subject == "alice")
    def view() -> str:
        return "it"

    guard.init_app(app)
    client = app.test_client()
    granted: list[dict[str, Any]] = [
        {}, {"scopes": ["read"]}, {"roles": ["boss"]}, {"scopes": ["read"], "roles": ["boss"]},
        {"scopes": ["read", "x"], "roles": ["clerk", "guest"]}, {"scopes": ["read"], "roles": ["guest"]},
    ]  # fmt: skip
    asked = [client.get("/it", headers=bearer(guard, **each)).status_code for each in granted]
    assert asked == [403, 403, 403, 200, 200, 403]


def test_every_scope_is_needed_and_one_role_of_each_mark(guard: Guard) -> None:
    app = Flask(__name__)
    app.get("/scopes", endpoint="scopes")(guard.allow(scope=["read", "write"])(lambda: "it"))
    app.get("/roles", endpoint="roles")(guard.allow(role="clerk")(guard.allow(role=["boss", "owner"])(lambda: "it")))
    guard.init_app(app)
    client = app.test_client()
    scopes = [client.get("/scopes", headers=bearer(guard, scopes=each)) for each in (["read"], ["write", "read"])]
    roles = [client.get("/roles", headers=bearer(guard, roles=each)) for each in (["boss"], ["owner", "clerk"])]
    assert [answer.status_code for answer in scopes + roles] == [403, 200, 403, 200]


def test_the_mark_of_another_guard_opens_nothing(guard: Guard) -> None:
    other = Guard.first_party(
        secret_env="KEY", audience="https://other.example", environment={"KEY": "0123456789abcdef" * 4}, tripwire="off"
    )
    app = Flask(__name__)
    app.get("/it", endpoint="it")(guard.allow()(other.public(lambda: "it")))
    guard.init_app(app)
    client = app.test_client()
    assert [client.get("/it", headers=each).status_code for each in ({}, bearer(guard))] == [401, 200]


def test_a_missing_scope_is_named_and_a_missing_role_is_not(guard: Guard) -> None:
    app = Flask(__name__)
    app.get("/scope", endpoint="scope")(guard.allow(scope=["write", "read"])(lambda: "it"))
    app.get("/role", endpoint="role")(guard.allow(role="boss")(lambda: "it"))
    guard.init_app(app)
    client, headers = app.test_client(), bearer(guard)
    challenge = 'Bearer realm="https://api.example", error="insufficient_scope", scope="read write"'
    assert client.get("/scope", headers=headers).headers["WWW-Authenticate"] == challenge
    assert "WWW-Authenticate" not in client.get("/role", headers=headers).headers


def test_a_policy_sees_the_routes_variables(guard: Guard) -> None:
    app = Flask(__name__)
    own = guard.allow(policy=lambda claims, name: claims.subject == name)
    app.get("/of/<name>", endpoint="of")(own(lambda name: name))
    guard.init_app(app)
    client, headers = app.test_client(), bearer(guard)
    assert [client.get(f"/of/{name}", headers=headers).status_code for name in ("alice", "bob")] == [200, 403]


@pytest.mark.parametrize("consent", [1, "yes", object(), None, [True]])
def test_a_policy_must_say_true(guard: Guard, consent: object) -> None:
    app = Flask(__name__)
    app.get("/it", endpoint="it")(guard.allow(policy=lambda _claims: consent)(lambda: "it"))  # type: ignore[arg-type, return-value]  # wrong on purpose
    guard.init_app(app)
    assert app.test_client().get("/it", headers=bearer(guard)).status_code == 403


def test_a_policy_cannot_be_async(guard: Guard) -> None:
    async def later(claims: Claims) -> bool:
        return claims.subject == "alice"

    with pytest.raises(GuardMisuse, match="it cannot be async"):
        guard.allow(policy=later)  # type: ignore[arg-type]  # wrong on purpose


def test_the_method_of_a_class_counts_before_the_class(guard: Guard) -> None:
    app = Flask(__name__)

    @guard.allow(role="boss")
    class Orders(MethodView):
        @guard.public
        def get(self) -> str:
            return "orders"

        def post(self, claims: Claims) -> str:
            return claims.subject

    app.add_url_rule("/orders", view_func=Orders.as_view("orders"))
    guard.init_app(app)
    client = app.test_client()
    asked = [client.get("/orders"), client.head("/orders"), client.post("/orders")]
    asked += [client.post("/orders", headers=bearer(guard, roles=roles)) for roles in (["clerk"], ["boss"])]
    assert [answer.status_code for answer in asked] == [200, 200, 401, 403, 200]


def test_a_mark_where_the_class_is_registered_is_never_weakened(guard: Guard) -> None:
    class Orders(MethodView):
        @guard.public
        def get(self) -> str:
            return "orders"

    app = Flask(__name__)
    app.add_url_rule("/orders", view_func=guard.allow(role="boss")(Orders.as_view("orders")))
    guard.init_app(app)
    assert app.test_client().get("/orders").status_code == 401


def test_a_class_registered_as_public_keeps_its_closed_methods(guard: Guard) -> None:
    class Orders(MethodView):
        def get(self) -> str:
            return "orders"

        @guard.allow()
        def post(self) -> str:
            return "made"

    app = Flask(__name__)
    app.add_url_rule("/orders", view_func=guard.public(Orders.as_view("orders")))
    guard.init_app(app)
    client = app.test_client()
    assert [client.get("/orders").status_code, client.post("/orders").status_code] == [200, 401]


def test_a_subclass_of_an_open_view_is_closed(guard: Guard) -> None:
    @guard.public
    class Open(View):
        def dispatch_request(self) -> str:
            return "page"

    class Secret(Open):
        pass

    app = Flask(__name__)
    app.add_url_rule("/open", view_func=Open.as_view("open"))
    app.add_url_rule("/secret", view_func=Secret.as_view("secret"))
    guard.init_app(app)
    assert [app.test_client().get(path).status_code for path in ("/open", "/secret")] == [200, 401]
