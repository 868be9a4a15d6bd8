"""Does an answer hold what its type declares, and nothing that happens to be there as well?"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Callable
from typing import Annotated, Any

import marshmallow as ma
import msgspec
import pydantic
import pytest
from flask import Flask, Response, jsonify
from flask.typing import ResponseReturnValue
from werkzeug.test import TestResponse

from bearproof.guard import Guard


@dataclasses.dataclass
class Row:
    """As a database has it."""

    name: str = "alice"
    email: str = "alice@example.org"
    password: str = "secret"
    home: Home | None = None


@dataclasses.dataclass
class Home:
    town: str = "Ulm"
    door_code: str = "secret"


class PHome(pydantic.BaseModel):
    town: str


class PUser(pydantic.BaseModel):
    name: str
    mail: str = pydantic.Field("", alias="email")
    home: PHome | None = None


class PAdmin(PUser):
    password: str = "secret"


class SUser(msgspec.Struct):
    name: str
    email: str = ""


class SAdmin(SUser):
    password: str = "secret"


class STeam(msgspec.Struct):
    boss: SUser


class MUser(ma.Schema):
    name = ma.fields.String()
    email = ma.fields.String()


@pytest.fixture
def ask(guard: Guard, good: dict[str, str]) -> Callable[..., TestResponse]:
    """Asks a view that is annotated like this and answers with that."""

    def asked(kind: object, value: object) -> TestResponse:
        app = Flask(__name__)

        def view() -> Any:  # noqa: ANN401  # annotated below
            return value

        view.__annotations__["return"] = kind
        app.get("/it", endpoint="it")(guard.allow()(view))
        guard.init_app(app)
        return app.test_client().get("/it", headers=good)

    return asked


ALICE = {"name": "alice", "email": "alice@example.org"}
ANSWERS = {
    "pydantic-model": (PUser, PUser(name="alice", email="a"), {"name": "alice", "email": "a", "home": None}),
    "pydantic-subclass": (PUser, PAdmin(name="alice", email="a"), {"name": "alice", "email": "a", "home": None}),
    "pydantic-mapping": (PUser, {**ALICE, "password": "secret"}, {**ALICE, "home": None}),
    "pydantic-row": (PUser, Row(home=Home()), {**ALICE, "home": {"town": "Ulm"}}),
    "pydantic-list": (list[PUser], [Row()], [{**ALICE, "home": None}]),
    "msgspec-struct": (SUser, SUser("alice"), {"name": "alice", "email": ""}),
    "msgspec-subclass": (SUser, SAdmin("alice"), {"name": "alice", "email": ""}),
    "msgspec-mapping": (SUser, {**ALICE, "password": "secret"}, ALICE),
    "msgspec-row": (SUser, Row(), ALICE),
    "msgspec-subclass-inside": (STeam, STeam(SAdmin("alice")), {"boss": {"name": "alice", "email": ""}}),
    "msgspec-subclass-in-a-list": (list[SUser], [SAdmin("alice")], [{"name": "alice", "email": ""}]),
    "pydantic-subclass-inside": (
        list[PUser],
        [PAdmin(name="alice", email="a")],
        [{"name": "alice", "email": "a", "home": None}],
    ),
    "msgspec-list": (list[SUser], [Row(), SAdmin("bob")], [ALICE, {"name": "bob", "email": ""}]),
    "marshmallow-row": (Annotated[dict[str, str], MUser], Row(), ALICE),
    "marshmallow-list": (Annotated[list[Any], MUser], [Row()], [ALICE]),
}


@pytest.mark.parametrize(("kind", "value", "expected"), ANSWERS.values(), ids=ANSWERS.keys())
def test_what_is_not_declared_stays_inside(
    ask: Callable[..., TestResponse], kind: object, value: object, expected: object
) -> None:
    answer = ask(kind, value)
    assert (answer.status_code, answer.content_type, answer.get_json()) == (200, "application/json", expected)


def test_status_and_headers_are_the_views(ask: Callable[..., TestResponse]) -> None:
    answer = ask(tuple[PUser, int, dict[str, str]], (Row(), 201, {"X-Made": "yes"}))
    assert (answer.status_code, answer.headers["X-Made"], answer.get_json()["name"]) == (201, "yes", "alice")


@pytest.mark.parametrize("kind", [PUser, SUser, list[PUser], list[SUser]])
def test_an_answer_of_another_type_does_not_leave(
    ask: Callable[..., TestResponse], caplog: pytest.LogCaptureFixture, kind: object
) -> None:
    answer = ask(kind, {"nam": "alice", "password": "hunter2"})
    said = json.loads(caplog.records[-1].getMessage())
    assert (answer.status_code, said["event"], said["endpoint"]) == (500, "answer-invalid", "it")
    assert "hunter2" not in answer.text + caplog.text


@pytest.mark.parametrize(
    ("value", "status", "text"),
    [
        (("no", 409), 409, "no"),
        (({"error": "taken"}, "409 Conflict"), 409, '{"error":"taken"}\n'),
        (Response("x"), 200, "x"),
    ],
    ids=["text", "mistake", "response"],
)
def test_what_a_view_says_in_its_own_words_is_left_alone(
    ask: Callable[..., TestResponse], value: ResponseReturnValue, status: int, text: str
) -> None:
    answer = ask(PUser, value)
    assert (answer.status_code, answer.text) == (status, text)


def test_a_view_without_a_type_answers_as_ever(ask: Callable[..., TestResponse]) -> None:
    ask(PUser, Row())
    app_wide = ask(dict[str, str], {"any": "thing"})
    assert app_wide.get_json() == {"any": "thing"}


def test_error_handlers_answer_as_ever(guard: Guard, good: dict[str, str]) -> None:
    app = Flask(__name__)
    app.register_error_handler(ValueError, lambda _error: (jsonify(mine=True), 418))

    def view() -> PUser:
        raise ValueError

    app.get("/it", endpoint="it")(guard.allow()(view))
    guard.init_app(app)
    assert app.test_client().get("/it", headers=good).get_json() == {"mine": True}
