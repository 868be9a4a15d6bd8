"""Is a field that needs more than its route refused under every name and in every place where it is sent?"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Annotated

import msgspec
import pydantic
import pydantic.dataclasses
import pytest
from flask import Flask
from flask.testing import FlaskClient

from bearproof.guard import Body, Form, Guard, Needs, Query


def asker(guard: Guard, view: Callable[..., str]) -> FlaskClient:
    """Asks one view."""
    app = Flask(__name__)
    app.post("/it", endpoint="it")(guard.allow()(view))
    guard.init_app(app)
    return app.test_client()


class Priced(pydantic.BaseModel):
    name: str = ""
    price: Annotated[int, Needs(scope="price")] = 0


@pytest.mark.parametrize(("scope", "statuses"), [("", [200, 403]), ("price", [200, 200])])
def test_a_field_of_a_form_or_query_needs_its_scope(
    guard: Guard, token: Callable[..., str], scope: str, statuses: list[int]
) -> None:
    def view(form: Form[Priced]) -> str:
        return form.name

    def search(query: Query[Priced]) -> str:
        return query.name

    app = Flask(__name__)
    app.post("/it", endpoint="view")(guard.allow()(view))
    app.get("/it", endpoint="search")(guard.allow()(search))
    guard.init_app(app)
    client, headers = app.test_client(), {"Authorization": "Bearer " + token(claims={"scope": scope})}
    forms = [client.post("/it", headers=headers, data=each).status_code for each in ({"name": "a"}, {"price": "1"})]
    queries = [client.get("/it" + each, headers=headers).status_code for each in ("?name=a", "?price=1")]
    assert (forms, queries) == (statuses, statuses)


class Shelf(pydantic.BaseModel):
    by_name: dict[str, Priced] = {}


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        (Body[dict[str, Priced]], {"x": {"price": 1}}),
        (Body[dict[str, Priced]], {"name": {"price": 1}}),
        (Body[dict[str, list[Priced]]], {"name": [{"name": "a"}, {"price": 1}]}),
        (Shelf, {"by_name": {"name": {"price": 1}}}),
        (Body[list[Shelf]], [{"by_name": {}}, {"by_name": {"by_name": {"price": 1}}}]),
    ],
)
def test_a_key_that_looks_like_a_field_hides_no_field(
    guard: Guard, good: dict[str, str], kind: object, sent: object
) -> None:
    def view(body: object) -> str:
        return str(body)

    view.__annotations__["body"] = kind
    assert asker(guard, view).post("/it", json=sent, headers=good).status_code == 403


@pydantic.dataclasses.dataclass
class PydanticRow:
    price: Annotated[int, Needs(scope="price")] = pydantic.Field(default=0, alias="cost")


@dataclasses.dataclass
class PlainRow:
    price: Annotated[int, pydantic.Field(alias="cost"), Needs(scope="price")] = 0


class GeneratedAlias(pydantic.BaseModel):
    unit_price: Annotated[int, Needs(scope="price")] = 0
    model_config = pydantic.ConfigDict(alias_generator=str.upper)


class RenamedStruct(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    unit_price: Annotated[int, Needs(scope="price")] = 0


@pytest.mark.parametrize(
    ("kind", "name"),
    [(PydanticRow, "cost"), (PlainRow, "cost"), (GeneratedAlias, "UNIT_PRICE"), (RenamedStruct, "unitPrice")],
)
def test_a_field_by_another_name_is_the_same_field(guard: Guard, good: dict[str, str], kind: type, name: str) -> None:
    def view(body: object) -> str:
        return str(body)

    view.__annotations__["body"] = Body[kind]
    client = asker(guard, view)
    assert [client.post("/it", json=each, headers=good).status_code for each in ({}, {name: 1})] == [200, 403]
