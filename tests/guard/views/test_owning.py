"""Does a thing reach only whom it belongs to, and does nobody learn what else there is?"""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable
from typing import Annotated, Any, TypeAlias

import pydantic
import pytest
from flask import Flask, abort
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bearproof.guard import Claims, Guard, GuardMisuse, Needs

Json: TypeAlias = dict[str, Any]


@dataclasses.dataclass
class Order:
    number: int
    owner_id: object
    tenant: str = "north"


ORDERS = {
    1: Order(1, "alice"),
    2: Order(2, "bob"),
    3: Order(3, None),
    4: Order(4, 17),
    5: Order(5, ""),
    6: Order(6, owner_id=True),
}


def find(number: int) -> Order | None:
    return ORDERS.get(number)


def show(order: Order, claims: Claims) -> str:
    return f"{order.number} for {claims.subject}"


@pytest.fixture
def headers(token: Callable[..., str]) -> Callable[..., dict[str, str]]:
    """The headers of a request with a token that says this."""
    return lambda **claims: {"Authorization": "Bearer " + token(claims=claims)}


@pytest.fixture
def client(guard: Guard) -> FlaskClient:
    """Asks for orders."""
    app = Flask(__name__)
    app.get("/orders/<int:number>", endpoint="show")(guard.owns(find, into="order")(show))
    guard.init_app(app)
    return app.test_client()


@pytest.mark.parametrize(
    ("number", "subject", "status"),
    [
        (1, "alice", 200), (2, "bob", 200), (4, "17", 200),
        (2, "alice", 404), (3, "alice", 404), (3, "None", 404), (5, "alice", 404), (6, "True", 404), (9, "alice", 404),
    ],
)  # fmt: skip
def test_a_thing_is_shown_to_its_owner(
    client: FlaskClient, headers: Callable[..., dict[str, str]], number: int, subject: str, status: int
) -> None:
    assert client.get(f"/orders/{number}", headers=headers(sub=subject)).status_code == status


def test_the_view_gets_the_thing_in_place_of_the_id(
    client: FlaskClient, headers: Callable[..., dict[str, str]]
) -> None:
    assert client.get("/orders/1", headers=headers()).text == "1 for alice"


def test_what_is_not_there_looks_like_what_is_not_ours(
    client: FlaskClient, headers: Callable[..., dict[str, str]], reasons: Callable[[], list[str]]
) -> None:
    absent, foreign = client.get("/orders/9", headers=headers()), client.get("/orders/2", headers=headers())
    assert (absent.data, list(absent.headers)) == (foreign.data, list(foreign.headers))
    assert reasons()[-2:] == ["absent", "not-owner"]


def test_an_apps_own_404_looks_the_same(guard: Guard, headers: Callable[..., dict[str, str]]) -> None:
    app = Flask(__name__)
    app.register_error_handler(404, lambda _error: ("mine", 404))

    def found(number: int) -> Order:
        return ORDERS.get(number) or abort(404)

    app.get("/orders/<int:number>", endpoint="show")(guard.owns(found, into="order")(show))
    guard.init_app(app)
    client = app.test_client()
    assert client.get("/orders/9", headers=headers()).data == client.get("/orders/2", headers=headers()).data


def test_nobody_without_a_token_makes_the_app_look_anything_up(client: FlaskClient, monkeypatch: Any) -> None:  # noqa: ANN401  # pytest's own
    monkeypatch.setitem(ORDERS, 1, None)
    assert client.get("/orders/1").status_code == 401


@pytest.mark.parametrize(("tenant", "number", "status"), [("north", 1, 200), ("south", 1, 404), ("north", 2, 404)])
def test_several_things_must_all_be_theirs(
    guard: Guard, headers: Callable[..., dict[str, str]], tenant: str, number: int, status: int
) -> None:
    app = Flask(__name__)
    first, second = guard.owns("tenant", claim="tenant"), guard.owns(find, into="order")
    app.get("/<tenant>/<int:number>", endpoint="show")(first(second(lambda tenant, order: f"{tenant} {order}")))
    guard.init_app(app)
    assert app.test_client().get(f"/{tenant}/{number}", headers=headers(tenant="north")).status_code == status


def test_a_scope_may_open_everybodys(guard: Guard, token: Callable[..., str]) -> None:
    app = Flask(__name__)
    app.get("/orders/<int:number>", endpoint="show")(
        guard.owns(find, into="order", unless_scope=["orders:all", "support"])(show)
    )
    guard.init_app(app)
    asked = [{"scope": "support x"}, {"scope": "orders"}, {"scope": "orders:all"}]
    sent = [{"Authorization": "Bearer " + token(claims=each)} for each in asked]
    assert [app.test_client().get("/orders/2", headers=each).status_code for each in sent] == [200, 404, 200]


def test_scopes_and_ownership_must_both_agree(guard: Guard, headers: Callable[..., dict[str, str]]) -> None:
    app = Flask(__name__)
    mark = guard.allow(scope="orders")
    app.get("/orders/<int:number>", endpoint="show")(mark(guard.owns(find, into="order")(show)))
    guard.init_app(app)
    client = app.test_client()
    asked = [
        client.get(f"/orders/{n}", headers=headers(scope=s)).status_code
        for n, s in ((1, "x"), (1, "orders"), (2, "orders"))
    ]
    assert asked == [403, 200, 404]


@pytest.mark.parametrize("by", ["tenant", lambda order: order.tenant], ids=["attribute", "function"])
def test_a_thing_may_belong_to_a_tenant(guard: Guard, headers: Callable[..., dict[str, str]], by: Any) -> None:  # noqa: ANN401  # either
    app = Flask(__name__)
    app.get("/orders/<int:number>", endpoint="show")(guard.owns(find, into="order", by=by, claim="tenant")(show))
    guard.init_app(app)
    client = app.test_client()
    asked = [
        client.get("/orders/2", headers=headers(**each)) for each in ({"tenant": "north"}, {"tenant": "south"}, {})
    ]
    assert [answer.status_code for answer in asked] == [200, 404, 404]


def test_what_belongs_to_nobody_belongs_to_no_token_without_the_claim(
    guard: Guard, headers: Callable[..., dict[str, str]]
) -> None:
    app = Flask(__name__)
    app.get("/orders/<int:number>", endpoint="show")(guard.owns(find, into="order", claim="tenant")(show))
    guard.init_app(app)
    assert app.test_client().get("/orders/3", headers=headers()).status_code == 404


def test_an_empty_name_is_nobodys(guard: Guard, headers: Callable[..., dict[str, str]]) -> None:
    app = Flask(__name__)
    app.get("/orders/<int:number>", endpoint="show")(guard.owns(find, into="order", claim="tenant")(show))
    guard.init_app(app)
    assert app.test_client().get("/orders/5", headers=headers(tenant="")).status_code == 404


def test_a_mapping_says_whose_it_is_by_a_key(guard: Guard, headers: Callable[..., dict[str, str]]) -> None:
    app = Flask(__name__)

    def found(key: uuid.UUID) -> dict[str, object]:
        return {"owner_id": key, "text": "mine"}

    app.get("/notes/<uuid:key>", endpoint="show")(guard.owns(found, into="note")(lambda note: note["text"]))
    guard.init_app(app)
    key = "12345678-1234-5678-1234-567812345678"
    asked = [app.test_client().get(f"/notes/{key}", headers=headers(sub=each)) for each in (key, "alice")]
    assert [answer.status_code for answer in asked] == [200, 404]


def test_a_misspelt_owner_is_an_error_and_not_everybody(guard: Guard, headers: Callable[..., dict[str, str]]) -> None:
    app = Flask(__name__)
    app.get("/orders/<int:number>", endpoint="show")(guard.owns(find, into="order", by="ownr")(show))
    guard.init_app(app)
    assert app.test_client().get("/orders/1", headers=headers()).status_code == 500


def test_a_variable_of_the_route_may_be_who_asks(guard: Guard, headers: Callable[..., dict[str, str]]) -> None:
    app = Flask(__name__)
    app.get("/people/<name>", endpoint="person")(guard.owns("name")(lambda name: name))
    guard.init_app(app)
    asked = [app.test_client().get(f"/people/{name}", headers=headers()) for name in ("alice", "bob", "Alice")]
    assert [answer.status_code for answer in asked] == [200, 404, 404]


def test_a_bound_variable_holds_on_every_route(guard: Guard, headers: Callable[..., dict[str, str]]) -> None:
    app = Flask(__name__)
    app.get("/<tenant>/it", endpoint="closed")(guard.allow()(lambda tenant: tenant))
    app.get("/<tenant>/open", endpoint="open")(guard.public(lambda tenant: tenant))
    guard.bind("tenant", claim="tenant")
    guard.init_app(app)
    client, north = app.test_client(), headers(tenant="north")
    asked = [client.get(path, headers=north).status_code for path in ("/north/it", "/south/it", "/south/open")]
    assert [*asked, client.get("/north/it", headers=headers()).status_code] == [200, 404, 200, 404]


def test_a_binding_that_comes_late_holds_too(guard: Guard, headers: Callable[..., dict[str, str]]) -> None:
    app = Flask(__name__)
    app.get("/<tenant>/it", endpoint="it")(guard.allow()(lambda tenant: tenant))
    guard.init_app(app)
    client = app.test_client()
    before = client.get("/south/it", headers=headers(tenant="north")).status_code
    guard.bind("tenant", claim="tenant")
    assert (before, client.get("/south/it", headers=headers(tenant="north")).status_code) == (200, 404)


def test_a_thing_cannot_be_owned_by_a_variable_that_the_route_has_not(
    guard: Guard, headers: Callable[..., dict[str, str]]
) -> None:
    app = Flask(
        __name__,
    )
    app.get("/orders/<int:id>", endpoint="show")(guard.owns(find, into="order")(show))
    guard.init_app(app)
    app.testing = True
    with pytest.raises(GuardMisuse, match="no variable named 'number'"):
        app.test_client().get("/orders/1", headers=headers())


def _no_variables() -> None: ...


async def _async(number: int) -> None: ...


@pytest.mark.parametrize(
    ("what", "into", "said"),
    [
        (find, "", "name its parameter"),
        ("number", "order", "leave `into` out"),
        (_no_variables, "order", "by variables of the route"),
        (_async, "order", "cannot be async"),
    ],
)
def test_half_an_ownership_is_refused_at_start(guard: Guard, what: Any, into: str, said: str) -> None:  # noqa: ANN401  # either
    with pytest.raises(GuardMisuse, match=said):
        guard.owns(what, into=into)


class Product(pydantic.BaseModel):
    name: str
    price: Annotated[int, Needs(scope="prices:write")] = 1
    parts: list[Part] = []


class Part(pydantic.BaseModel):
    label: str = pydantic.Field("", alias="Label")
    hidden: Annotated[bool, Needs(role="boss")] = pydantic.Field(
        default=False, validation_alias=pydantic.AliasChoices("h", "hide")
    )


FIELDS = {
    "not-sent": ({"name": "a"}, {}, 200),
    "sent": ({"name": "a", "price": 1}, {}, 403),
    "sent-with-scope": ({"name": "a", "price": 2}, {"scope": "prices:write"}, 200),
    "sent-with-another": ({"name": "a", "price": 2}, {"scope": "prices:read"}, 403),
    "inside": ({"name": "a", "parts": [{}, {"h": True}]}, {"scope": "prices:write"}, 403),
    "inside-by-another-name": ({"name": "a", "parts": [{"hide": False}]}, {}, 403),
    "inside-with-role": ({"name": "a", "parts": [{"h": True}]}, {"roles": ["boss"]}, 200),
    "inside-not-sent": ({"name": "a", "parts": [{"Label": "x"}]}, {}, 200),
}


@pytest.mark.parametrize(("body", "claims", "status"), FIELDS.values(), ids=FIELDS.keys())
def test_a_field_is_written_by_whom_it_names(
    guard: Guard,
    headers: Callable[..., dict[str, str]],
    body: Json,
    claims: Json,
    status: int,
) -> None:
    app = Flask(__name__)

    def save(product: Product) -> str:
        return product.name

    app.post("/it", endpoint="it")(guard.allow()(save))
    guard.init_app(app)
    assert app.test_client().post("/it", json=body, headers=headers(**claims)).status_code == status


def test_a_public_view_writes_no_field_that_needs_somebody(guard: Guard) -> None:
    app = Flask(__name__)

    def save(product: Product) -> str:
        return product.name

    app.post("/it", endpoint="it")(guard.public(save))
    guard.init_app(app)
    sent = [{"name": "a"}, {"name": "a", "price": 1}]
    assert [app.test_client().post("/it", json=each).status_code for each in sent] == [200, 403]


@dataclasses.dataclass(frozen=True)
class Staff:
    sub: str
    tenant: str
    level: int


class Model(pydantic.BaseModel):
    sub: str
    tenant: str
    level: int


@pytest.mark.parametrize("kind", [Staff, Model])
def test_claims_come_as_the_apps_own_type(guard: Guard, headers: Callable[..., dict[str, str]], kind: type) -> None:
    answer = _asked_with(guard, kind, headers(tenant="north", level=2))
    assert answer.text == f"{kind.__name__} alice north 3"


@pytest.mark.parametrize("kind", [Staff, Model])
@pytest.mark.parametrize("said", [{"tenant": "north"}, {"tenant": "north", "level": "2"}, {"tenant": 1, "level": 1}])
def test_claims_that_do_not_fit_are_403(
    guard: Guard, headers: Callable[..., dict[str, str]], kind: type, said: Json
) -> None:
    assert _asked_with(guard, kind, headers(**said)).status_code == 403


def _asked_with(guard: Guard, kind: type, headers: dict[str, str]) -> TestResponse:
    app = Flask(__name__)
    guard.claims(kind)

    def view(me: Any) -> str:  # noqa: ANN401  # annotated below
        return f"{type(me).__name__} {me.sub} {me.tenant} {me.level + 1}"

    view.__annotations__["me"] = kind
    app.get("/it", endpoint="it")(guard.allow()(view))
    guard.init_app(app)
    return app.test_client().get("/it", headers=headers)


def test_a_public_view_cannot_ask_for_the_apps_own_claims(guard: Guard) -> None:
    app = Flask(__name__)
    guard.claims(Staff)

    def view(me: Staff) -> str:
        return me.sub

    app.get("/it", endpoint="it")(guard.public(view))
    guard.init_app(app)
    app.testing = True
    with pytest.raises(GuardMisuse, match="is public and asks for claims"):
        app.test_client().get("/it")
