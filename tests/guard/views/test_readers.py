"""Do the three schema libraries read bodies, queries, forms, headers and paths alike: strictly, or with a 4xx?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeAlias

import marshmallow as ma
import msgspec
import pydantic
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from bearproof.guard import Body, Claims, Form, Guard, GuardMisuse, Headers, Needs, Path, Query

Json: TypeAlias = dict[str, Any]


class PLine(pydantic.BaseModel):
    item: str
    count: Annotated[int, Needs(scope="count")] | None = None


class POrder(pydantic.BaseModel):
    name: str
    lines: list[PLine] = []
    paid: bool = False
    kind: Literal["a", "b"] = "a"


class SLine(msgspec.Struct, forbid_unknown_fields=True):
    item: str
    count: Annotated[int, Needs(scope="count")] | None = None


class SOrder(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    lines: list[SLine] = []
    paid: bool = False
    kind: Literal["a", "b"] = "a"


class MLine(ma.Schema):
    item = ma.fields.String(required=True)
    count = ma.fields.Integer(metadata={"needs": Needs(scope="count")})


class MOrder(ma.Schema):
    name = ma.fields.String(required=True)
    lines = ma.fields.List(ma.fields.Nested(MLine))
    paid = ma.fields.Boolean()
    kind = ma.fields.String(validate=ma.validate.OneOf(["a", "b"]))

    @ma.post_load
    def made(self, value: Json, **_: object) -> SOrder:
        return msgspec.convert({"lines": [], **value}, SOrder)


KINDS = {"pydantic": POrder, "msgspec": SOrder, "marshmallow": Annotated[SOrder, MOrder]}


@pytest.fixture(params=KINDS.values(), ids=KINDS.keys())
def client(guard: Guard, good: dict[str, str], request: pytest.FixtureRequest) -> FlaskClient:
    """Posts an order, as each library reads it."""
    app = Flask(__name__)

    def create(order: Any) -> Json:  # noqa: ANN401  # annotated below
        return {"name": order.name, "items": [line.item for line in order.lines], "paid": order.paid}

    create.__annotations__["order"] = request.param
    app.post("/it", endpoint="it")(guard.allow()(create))
    guard.init_app(app)
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = good["Authorization"]
    return client


def test_a_good_body_is_a_value(client: FlaskClient) -> None:
    sent = {"name": "honey", "lines": [{"item": "a"}, {"item": "b"}], "paid": True}
    assert client.post("/it", json=sent).get_json() == {"name": "honey", "items": ["a", "b"], "paid": True}


BODIES = {
    "empty": (b"", 400, ""),
    "not-json": (b"name=honey", 400, ""),
    "cut": (b'{"name": "a"', 400, ""),
    "two-values": (b'{"name": "a"}{}', 400, ""),
    "duplicate": (b'{"name": "a", "name": "b"}', 400, ""),
    "duplicate-escaped": (b'{"name": "a", "nam\\u0065": "b"}', 400, ""),
    "duplicate-and-an-escaped-colon": (b'{"name": "b", "name": "\\u003a"}', 400, ""),
    "duplicate-inside": (b'{"name": "a", "lines": [{"item": "a", "item": "b"}]}', 400, ""),
    "duplicate-beside-colons": (b'{"name": "a:b:c", "name": "::"}', 400, ""),
    "nan": (b'{"name": "a", "lines": [{"item": "a", "count": NaN}]}', 400, ""),
    "1e999": (b'{"name": "a", "lines": [{"item": "a", "count": 1e999}]}', 400, ""),
    "utf-16": ('{"name": "a"}'.encode("utf-16"), 400, ""),
    "latin-1": (b'{"name": "\xe9"}', 400, ""),
    "half-character": (b'{"name": "\\ud800"}', 400, ""),
    "deep": (b'{"name": "a", "x": ' + b"[" * 50_000 + b"]" * 50_000 + b"}", 400, ""),
    "deep-33": (b'{"name": "a", "x": ' + b"[" * 32 + b"]" * 32 + b"}", 400, ""),
    "list": (b"[1]", 422, None),
    "null": (b"null", 422, None),
    "extra": (b'{"name": "a", "role": "admin"}', 422, None),
    "extra-inside": (b'{"name": "a", "lines": [{"item": "a", "role": 1}]}', 422, None),
    "text-for-a-number": (b'{"name": "a", "lines": [{"item": "a", "count": "1"}]}', 422, "/lines/0/count"),
    "true-for-a-number": (b'{"name": "a", "lines": [{"item": "a", "count": true}]}', 422, "/lines/0/count"),
    "fraction-for-a-number": (b'{"name": "a", "lines": [{"item": "a", "count": 1.5}]}', 422, "/lines/0/count"),
    "whole-fraction-for-a-number": (b'{"name": "a", "lines": [{"item": "a", "count": 1.0}]}', 422, "/lines/0/count"),
    "text-for-a-truth": (b'{"name": "a", "paid": "yes"}', 422, "/paid"),
    "number-for-a-truth": (b'{"name": "a", "paid": 1}', 422, "/paid"),
    "number-for-a-text": (b'{"name": 1}', 422, "/name"),
    "unknown-choice": (b'{"name": "a", "kind": "c"}', 422, "/kind"),
    "missing": (b"{}", 422, None),
    "integer-of-5000-digits": (b'{"name": ' + b"9" * 5000 + b"}", 400, ""),
    "too-long": (b'{"name": "a"}' + b" " * 1_048_577, 413, ""),
    "field-of-somebody-else": (b'{"name": "a", "lines": [{"item": "a", "count": 1}]}', 403, ""),
}


STATUSES = {name: (body, status) for name, (body, status, _) in BODIES.items()}


@pytest.mark.parametrize(("body", "status"), STATUSES.values(), ids=STATUSES.keys())
def test_a_bad_body_is_the_senders_fault(client: FlaskClient, body: bytes, status: int) -> None:
    answer = client.post("/it", data=body, content_type="application/json")
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


POINTED = {name: (body, pointer) for name, (body, _, pointer) in BODIES.items() if pointer}


@pytest.mark.parametrize(("body", "pointer"), POINTED.values(), ids=POINTED.keys())
def test_the_sender_is_told_where_the_mistake_is(client: FlaskClient, body: bytes, pointer: str) -> None:
    answer = client.post("/it", data=body, content_type="application/json")
    assert [each["pointer"] for each in answer.get_json()["errors"]] == [pointer]


def test_a_field_that_needs_a_scope_is_written_with_it(client: FlaskClient, token: Callable[..., str]) -> None:
    headers = {"Authorization": "Bearer " + token(claims={"scope": "count"})}
    sent = {"name": "a", "lines": [{"item": "a", "count": 1}]}
    assert client.post("/it", json=sent, headers=headers).status_code == 200


def asker(guard: Guard, view: Callable[..., Any], good: dict[str, str], rule: str = "/it") -> FlaskClient:
    """Asks one view, with a good token."""
    app = Flask(__name__)
    app.route(rule, methods=["GET", "POST"], endpoint="it")(guard.allow()(view))
    guard.init_app(app)
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = good["Authorization"]
    return client


class PSearch(pydantic.BaseModel):
    page: int = 1
    tag: list[str] = []
    word: str | None = None


class SSearch(msgspec.Struct, forbid_unknown_fields=True):
    page: int = 1
    tag: list[str] = []
    word: str | None = None


class MSearch(ma.Schema):
    page = ma.fields.Integer(load_default=1)
    tag = ma.fields.List(ma.fields.String(), load_default=list)
    word = ma.fields.String(load_default=None)

    @ma.post_load
    def made(self, value: Json, **_: object) -> SSearch:
        return msgspec.convert(value, SSearch)


SEARCHES = {"pydantic": PSearch, "msgspec": SSearch, "marshmallow": Annotated[SSearch, MSearch]}
QUERIES = {
    "": (200, [1, [], None]),
    "page=2": (200, [2, [], None]),
    "tag=a&tag=b&word=x%20y": (200, [1, ["a", "b"], "x y"]),
    "word=": (200, [1, [], ""]),
    "page=x": (422, None),
    "page=1.5": (422, None),
    "page=1&page=2": (400, None),
    "pages=1": (422, None),
    "role=admin": (422, None),
    "word=%ff": (400, None),
    "&".join(f"tag={n}" for n in range(1001)): (400, None),
}


@pytest.mark.parametrize("kind", SEARCHES.values(), ids=SEARCHES.keys())
@pytest.mark.parametrize(("query", "expected"), QUERIES.items(), ids=[each[:20] for each in QUERIES])
@pytest.mark.parametrize("place", [Query, Form], ids=["query", "form"])
def test_a_query_or_form_is_a_value(
    guard: Guard, good: dict[str, str], kind: object, place: Any, query: str, expected: tuple[int, object]  # noqa: ANN401  # a word for annotations
) -> None:  # fmt: skip
    def view(search: Any) -> list[Any]:  # noqa: ANN401  # annotated below
        return [search.page, search.tag, search.word]

    view.__annotations__["search"] = place[kind]
    client = asker(guard, view, good)
    ask: dict[object, Callable[[], TestResponse]] = {
        Query: lambda: client.get("/it?" + query),
        Form: lambda: client.post("/it", data=query, content_type="application/x-www-form-urlencoded"),
    }
    answer = ask[place]()
    said = answer.get_json()
    assert (answer.status_code, said if answer.status_code == 200 else None) == expected


class Upload(pydantic.BaseModel):
    page: int
    word: str = ""


def takes_upload(upload: Form[Upload]) -> str:
    return f"{upload.page}{upload.word}"


def multipart(**fields: bytes) -> Json:
    """A form as browsers write it."""
    parts = [
        b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (k.encode(), v) for k, v in fields.items()
    ]
    return {"data": b"".join(parts) + b"--b--\r\n", "content_type": "multipart/form-data; boundary=b"}


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (multipart(page=b"2"), 200),
        (multipart(page=b"2", word="\u00e9".encode()), 200),
        (multipart(page=b"2", role=b"admin"), 422),
        (multipart(page=b"2", word=b"\xff"), 400),
        (multipart(page=b"2", word=b"x" * 1_048_577), 413),
        ({"data": b"--x\r\nno", "content_type": "multipart/form-data; boundary=y"}, 422),
        ({"data": "word=" + "x" * 1_048_577, "content_type": "application/x-www-form-urlencoded"}, 413),
        ({"json": {"page": 1}}, 415),
    ],
    ids=["good", "utf-8", "extra", "not-utf-8", "long", "broken", "long-and-urlencoded", "json"],
)
def test_a_form_is_a_value_or_a_4xx(guard: Guard, good: dict[str, str], sent: Json, status: int) -> None:
    assert asker(guard, takes_upload, good).post("/it", **sent).status_code == status


class Sent(pydantic.BaseModel):
    x_request_id: int
    accept_language: str = "en"


def test_headers_are_a_value(guard: Guard, good: dict[str, str]) -> None:
    def view(sent: Headers[Sent]) -> str:
        return f"{sent.x_request_id} {sent.accept_language}"

    client = asker(guard, view, good)
    asked = [client.get("/it", headers=each) for each in ({"X-Request-Id": "7"}, {"X-Request-Id": "x"}, {})]
    assert [(answer.status_code, answer.text[:4]) for answer in asked] == [(200, "7 en"), (422, '{"ty'), (422, '{"ty')]


class Place(pydantic.BaseModel):
    country: Literal["de", "fr"]
    number: int


def test_a_path_is_a_value(guard: Guard, good: dict[str, str]) -> None:
    def view(place: Path[Place]) -> str:
        return f"{place.country} {place.number}"

    client = asker(guard, view, good, "/<country>/<int:number>")
    assert [client.get(path).status_code for path in ("/de/7", "/xx/7")] == [200, 404]


def test_a_view_asks_for_several_places_at_once(guard: Guard, good: dict[str, str]) -> None:
    def view(number: int, search: Query[PSearch], claims: Claims, order: Body[SOrder]) -> str:
        return f"{number} {search.page} {claims.subject} {order.name}"

    client = asker(guard, view, good, "/<int:number>")
    assert client.post("/5?page=2", json={"name": "honey"}).text == "5 2 alice honey"


def test_a_list_of_models_is_a_body(guard: Guard, good: dict[str, str]) -> None:
    def view(lines: Body[list[PLine]]) -> str:
        return str(len(lines))

    client = asker(guard, view, good)
    asked = [
        client.post("/it", json=each)
        for each in ([{"item": "a"}], [{"item": "a", "x": 1}], [{"item": "a", "count": 1}])
    ]
    assert [answer.status_code for answer in asked] == [200, 422, 403]


class Loose(msgspec.Struct):
    name: str


class Outer(msgspec.Struct, forbid_unknown_fields=True):
    inner: list[Loose]


class Careless(ma.Schema):
    class Meta:
        unknown = ma.INCLUDE


class Around(ma.Schema):
    inner = ma.fields.List(ma.fields.Nested(Careless))


@pytest.mark.parametrize("kind", [Loose, Outer, Annotated[Json, Careless], Annotated[Json, Around()]])
def test_a_type_that_takes_unknown_fields_is_refused_at_start(guard: Guard, kind: object) -> None:
    def view(body: Any) -> None: ...  # noqa: ANN401  # annotated below

    view.__annotations__["body"] = kind
    with pytest.raises(GuardMisuse, match="takes unknown fields"):
        guard.allow()(view)


def test_what_two_places_would_fill_is_refused_at_start(guard: Guard) -> None:
    with pytest.raises(GuardMisuse, match="asks for two bodies"):

        @guard.allow()
        def view(first: Form[PSearch], second: POrder) -> None: ...
