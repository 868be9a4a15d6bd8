"""Is a body a value of the view's own type, or a 4xx?"""

from __future__ import annotations

import datetime as dt
import enum
import io
import json
from collections.abc import Callable
from typing import Any

import pydantic
import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask.views import MethodView
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bearproof.guard import Claims, Guard, GuardMisuse, Limits

KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"


class Colour(enum.StrEnum):
    RED = "red"


class Line(pydantic.BaseModel):
    item: str


class Order(pydantic.BaseModel):
    quantity: int
    price: float = 1.0
    colour: Colour = Colour.RED
    on: dt.date = dt.date(2026, 1, 1)
    lines: list[Line] = []
    #: What the app itself would have let through.
    model_config = pydantic.ConfigDict(extra="allow", strict=False)


@pytest.fixture
def ask(guard: Guard, good: dict[str, str]) -> Callable[..., Any]:
    """Posts a body to a view that wants an Order."""
    app = Flask(__name__)

    @app.post("/orders/<int:number>")
    @guard.allow()
    def create(number: int, order: Order, claims: Claims) -> dict[str, Any]:
        return {"number": number, "order": order.model_dump(mode="json"), "by": claims.subject}

    guard.init_app(app)
    client = app.test_client()

    def posted(body: bytes, **headers: str) -> Any:  # noqa: ANN401  # the test client's answer
        sent = {"Content-Type": "application/json", **good, **{k.replace("_", "-"): v for k, v in headers.items()}}
        return client.post("/orders/7", data=body, headers=sent)

    return posted


def test_a_good_body_is_a_value(ask: Callable[..., Any]) -> None:
    answer = ask(b'{"quantity": 2, "price": 2, "on": "2026-02-03", "lines": [{"item": "honey \\ud83d\\udc3b"}]}')
    assert answer.get_json() == {
        "number": 7,
        "by": "alice",
        "order": {
            "quantity": 2,
            "price": 2.0,
            "colour": "red",
            "on": "2026-02-03",
            "lines": [{"item": "honey \U0001f43b"}],
        },
    }


DEEP = b'{"quantity": 1, "x": ' + b"[" * 50_000 + b"]" * 50_000 + b"}"
BODIES = {
    "empty": (b"", 400),
    "blank": (b" ", 400),
    "not-json": (b"quantity=1", 400),
    "cut": (b'{"quantity": 1', 400),
    "rest": (b'{"quantity": 1} x', 400),
    "two-values": (b'{"quantity": 1}{"quantity": 2}', 400),
    "trailing-comma": (b'{"quantity": 1,}', 400),
    "comment": (b'{"quantity": 1} // one', 400),
    "list": (b"[1]", 422),
    "null": (b"null", 422),
    "duplicate": (b'{"quantity": 1, "quantity": 2}', 400),
    "duplicate-escaped": (b'{"quantity": 1, "quantit\\u0079": 2}', 400),
    "duplicate-inside": (b'{"quantity": 1, "lines": [{"item": "a", "item": "b"}]}', 400),
    "nan": (b'{"quantity": 1, "price": NaN}', 400),
    "infinity": (b'{"quantity": 1, "price": Infinity}', 400),
    "1e999": (b'{"quantity": 1, "price": 1e999}', 400),
    "utf-16": ('{"quantity": 1}'.encode("utf-16"), 400),
    "utf-8-mark": (b'\xef\xbb\xbf{"quantity": 1}', 400),
    "latin-1": (b'{"quantity": 1, "lines": [{"item": "\xe9"}]}', 400),
    "half-character": (b'{"quantity": 1, "lines": [{"item": "\\ud800"}]}', 400),
    "deep": (DEEP, 400),
    "deep-33": (b'{"quantity": 1, "x": ' + b"[" * 32 + b"]" * 32 + b"}", 400),
    "deep-33-mixed": (b'{"quantity": 1, "x": ' + b'[{"a":' * 16 + b"1" + b"}]" * 16 + b"}", 400),
    "deep-beside-brackets-in-texts": (b'{"x": "]]]]\\"]]", "y": ' + b"[" * 32 + b"]" * 32 + b"}", 400),
    "deep-and-cut": (b"[" * 33, 400),
    "deep-objects": (b'{"a": ' * 5000 + b"1" + b"}" * 5000, 400),
    "extra": (b'{"quantity": 1, "role": "admin"}', 422),
    "extra-inside": (b'{"quantity": 1, "lines": [{"item": "a", "price": 0}]}', 422),
    "text-for-a-number": (b'{"quantity": "1"}', 422),
    "true-for-a-number": (b'{"quantity": true}', 422),
    "fraction-for-an-integer": (b'{"quantity": 1.5}', 422),
    "whole-fraction-for-an-integer": (b'{"quantity": 1.0}', 422),
    "number-for-a-text": (b'{"quantity": 1, "lines": [{"item": 1}]}', 422),
    "unknown-choice": (b'{"quantity": 1, "colour": "blue"}', 422),
    "missing": (b"{}", 422),
    "integer-of-5000-digits": (b'{"quantity": ' + b"9" * 5000 + b"}", 400),
    "too-long": (b'{"quantity": 1}' + b" " * 1_048_577, 413),
}


@pytest.mark.parametrize(("body", "status"), BODIES.values(), ids=BODIES.keys())
def test_a_bad_body_is_the_senders_fault(ask: Callable[..., Any], body: bytes, status: int) -> None:
    answer = ask(body)
    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")


@pytest.mark.parametrize("text", ["[" * 50, '"{' * 40, "\\[" * 40, '\\"[' * 40, "}" * 50, '"["', "]", "\\"])
def test_brackets_in_texts_are_no_depth(ask: Callable[..., Any], text: str) -> None:
    lines = [{"item": text}] * 40
    assert ask(json.dumps({"quantity": 1, "lines": lines}).encode()).status_code == 200


@pytest.mark.parametrize(("depth", "status"), [(31, 422), (32, 400)])
def test_the_depth_is_exact(ask: Callable[..., Any], depth: int, status: int) -> None:
    assert ask(b'{"quantity": 1, "x": ' + b"[" * depth + b"]" * depth + b"}").status_code == status


def test_the_sender_is_told_where_the_mistakes_are(ask: Callable[..., Any]) -> None:
    answer = ask(b'{"quantity": "x", "lines": [{"item": "a", "a/b~c": "secret value"}]}')
    assert [each["pointer"] for each in answer.get_json()["errors"]] == ["/quantity", "/lines/0/a~1b~0c"]
    assert "secret value" not in answer.text


def test_options_with_a_token_asks_for_no_body(guard: Guard, good: dict[str, str]) -> None:
    app = Flask(__name__)
    app.post("/it", endpoint="it")(guard.allow()(_wants_order))
    guard.init_app(app)
    assert app.test_client().options("/it", headers=good).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"},
        {"Content_Type": "application/json; charset=utf-16"},
        {"Content_Type": ""},
        {"Content_Encoding": "gzip"},
    ],
)
def test_another_kind_of_body_is_415(ask: Callable[..., Any], headers: dict[str, str]) -> None:
    assert ask(b'{"quantity": 1}', **headers).status_code == 415


@pytest.mark.parametrize("kind", ["application/vnd.shop+json", "application/json; charset=UTF-8"])
def test_other_names_of_json_are_fine(ask: Callable[..., Any], kind: str) -> None:
    assert ask(b'{"quantity": 1}', Content_Type=kind).status_code == 200


def test_the_token_is_judged_before_the_body(client: FlaskClient) -> None:
    assert client.post("/me", data=DEEP, content_type="application/json").status_code == 401


def test_a_body_that_never_comes_is_400(guard: Guard, good: dict[str, str]) -> None:
    app = Flask(__name__)
    app.post("/it", endpoint="it")(guard.allow()(_wants_order))
    guard.init_app(app)
    answer = app.test_client().post(
        "/it",
        headers=good,
        content_type="application/json",
        environ_overrides={"wsgi.input": io.BytesIO(b'{"qu'), "CONTENT_LENGTH": "100"},
    )
    assert answer.status_code == 400


def _wants_order(order: Order) -> str:
    return str(order.quantity)


def test_the_limits_are_the_developers(token: Callable[..., str], clock: Callable[[], float]) -> None:
    guard = Guard.first_party(
        secret_env="KEY", audience="https://api.example", environment={"KEY": KEY}, clock=clock,
        limits=Limits(body=20, depth=1), tripwire="off",
    )  # fmt: skip
    app = Flask(__name__)
    app.post("/it", endpoint="it")(guard.allow()(_wants_order))
    guard.init_app(app)
    client, headers = app.test_client(), {"Authorization": "Bearer " + token(), "Content-Type": "application/json"}
    bodies = [b'{"quantity": 1}', b'{"quantity": 100000000}', b'{"quantity":[1]}']
    assert [client.post("/it", headers=headers, data=body).status_code for body in bodies] == [200, 413, 400]


def test_models_of_an_app_factory_are_found(guard: Guard, good: dict[str, str]) -> None:
    class Local(pydantic.BaseModel):
        n: int

    app = Flask(__name__)

    @app.post("/it")
    @guard.allow()
    def view(local: Local) -> str:
        return str(local.n)

    guard.init_app(app)
    assert app.test_client().post("/it", headers=good, json={"n": 5}).text == "5"


def test_methods_of_a_class_get_what_they_ask_for(guard: Guard, good: dict[str, str]) -> None:
    app = Flask(__name__)

    @guard.allow()
    class Orders(MethodView):
        def post(self, order: Order, claims: Claims) -> str:
            return f"{claims.subject} {order.quantity}"

        def get(self) -> str:
            return "none"

    app.add_url_rule("/orders", view_func=Orders.as_view("orders"))
    guard.init_app(app)
    client = app.test_client()
    assert client.post("/orders", headers=good, json={"quantity": 3}).text == "alice 3"
    assert client.get("/orders", headers=good).text == "none"


def test_a_public_view_may_ask_who_it_is(guard: Guard, good: dict[str, str]) -> None:
    app = Flask(__name__)

    @app.get("/it")
    @guard.public
    def view(claims: Claims | None) -> str:
        return "nobody" if claims is None else claims.subject

    guard.init_app(app)
    client = app.test_client()
    asked = [client.get("/it"), client.get("/it", headers=good)]
    asked.append(client.get("/it", headers={"Authorization": "Bearer x.y.z"}))
    assert [(answer.status_code, answer.text[:6]) for answer in asked[:2]] == [(200, "nobody"), (200, "alice")]
    assert asked[2].status_code == 401


def test_a_route_cannot_fill_what_the_guard_fills(guard: Guard, good: dict[str, str]) -> None:
    app = Flask(__name__)

    @app.get("/it/<claims>")
    @guard.allow()
    def view(claims: Claims) -> str:
        return str(claims)

    guard.init_app(app)
    app.testing = True
    with pytest.raises(GuardMisuse, match="a variable named 'claims'"):
        app.test_client().get("/it/admin", headers=good)


def test_an_annotation_for_type_checkers_only_is_told_where_it_matters(guard: Guard, good: dict[str, str]) -> None:
    app = Flask(__name__)

    @app.get("/fine/<number>")
    @guard.allow()
    def fine(number: Nowhere, claims: Claims) -> str:  # type: ignore[name-defined]  # noqa: F821  # as with TYPE_CHECKING
        return f"{claims.subject} {number}"

    @app.get("/broken")
    @guard.allow()
    def broken(body: Nowhere) -> str:  # type: ignore[name-defined]  # noqa: F821  # as with TYPE_CHECKING
        return str(body)

    guard.init_app(app)
    app.testing = True
    assert app.test_client().get("/fine/7", headers=good).text == "alice 7"
    with pytest.raises(GuardMisuse, match="an annotation of broken cannot be read"):
        app.test_client().get("/broken", headers=good)


def test_a_pydantic_that_cannot_be_strict_is_refused_at_start(guard: Guard, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pydantic, "VERSION", "2.11.9")
    with pytest.raises(GuardMisuse, match=r"2\.12 or newer"):
        guard.allow()(_wants_order)


def test_a_view_cannot_ask_for_two_bodies(guard: Guard) -> None:
    with pytest.raises(GuardMisuse, match="asks for two bodies"):

        @guard.allow()
        def view(first: Order, second: Line) -> None: ...


def test_claims_cannot_be_changed_for_the_next_request(guard: Guard, token: Callable[..., str]) -> None:
    app = Flask(__name__)

    @app.get("/it")
    @guard.allow()
    def view(claims: Claims) -> str:
        with pytest.raises(TypeError):
            claims.all["roles"] = ["admin"]  # type: ignore[index]  # wrong on purpose
        return json.dumps([type(claims.all["team"]).__name__, type(claims.all["of"]).__name__])

    guard.init_app(app)
    sent = {"Authorization": "Bearer " + token(claims={"team": [1], "of": {"a": 1}})}
    assert app.test_client().get("/it", headers=sent).get_json(force=True) == ["tuple", "mappingproxy"]


@given(body=st.one_of(st.binary(max_size=200), st.text(max_size=100).map(str.encode)))
@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_make_a_5xx(ask: Callable[..., Any], body: bytes) -> None:
    assert ask(body).status_code in {400, 422}


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    body=st.fixed_dictionaries(
        {"quantity": VALUES}, optional={"price": VALUES, "on": VALUES, "lines": VALUES, "colour": VALUES, "x": VALUES}
    )
)
@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_value_makes_a_5xx(ask: Callable[..., Any], body: dict[str, Any]) -> None:
    assert ask(json.dumps(body).encode()).status_code in {200, 400, 422}
