"""What does a declared class look like on the wire? Held against what each library itself lets in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

HEAD = """\
from __future__ import annotations
import datetime, enum, uuid
from dataclasses import dataclass, field
from typing import Annotated, ClassVar, Literal, NotRequired, Optional, TypedDict, Union
import msgspec
from flask import Flask, request
from flask_wtf import FlaskForm
from marshmallow import Schema, fields, validate
from pydantic import BaseModel, ConfigDict, EmailStr, Field, PositiveInt, TypeAdapter, conint, conlist, constr
from wtforms import IntegerField, SelectField, StringField, SubmitField
from wtforms.validators import DataRequired, Length, NumberRange
app = Flask(__name__)
class Colour(str, enum.Enum):
    RED = "red"
    BLUE = "blue"
"""
TAIL = "\n@app.post('/x')\ndef x():\n    return str({})\n"


def schemas(folder: Path, text: str, taken: str) -> dict[str, dict[str, object]]:
    (folder / "app.py").write_text(HEAD + text + TAIL.format(taken), encoding="utf-8")
    result = scan(folder, Settings())
    assert result.not_looked == ()
    return {each.name: json.loads(each.schema) for each in result.declared}


def fields_of(folder: Path, text: str, taken: str = "T.model_validate(request.get_json())") -> dict[str, object]:
    found = schemas(folder, text, taken)["T"]["properties"]
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ("str", {"type": "string"}),
        ("int", {"type": "integer"}),
        ("PositiveInt", {"type": "integer", "exclusiveMinimum": 0}),
        ("EmailStr", {"type": "string", "format": "email"}),
        ("uuid.UUID", {"type": "string", "format": "uuid"}),
        ("datetime.datetime", {"type": "string", "format": "date-time"}),
        ("str | None", {"anyOf": [{"type": "string"}, {"type": "null"}]}),
        ("Optional[int]", {"anyOf": [{"type": "integer"}, {"type": "null"}]}),
        ("Union[int, str]", {"anyOf": [{"type": "integer"}, {"type": "string"}]}),
        ("Literal['a', 'b']", {"type": "string", "enum": ["a", "b"]}),
        ("list[int]", {"type": "array", "items": {"type": "integer"}}),
        ("set[str]", {"type": "array", "uniqueItems": True, "items": {"type": "string"}}),
        ("dict[str, float]", {"type": "object", "additionalProperties": {"type": "number"}}),
        ("tuple[int, ...]", {"type": "array", "items": {"type": "integer"}}),
        ("Colour", {"$ref": "#/components/schemas/Colour"}),
        ("'T'", {"$ref": "#/components/schemas/T"}),
        ("list['T']", {"type": "array", "items": {"$ref": "#/components/schemas/T"}}),
        ("conint(ge=1, lt=9)", {"type": "integer", "minimum": 1, "exclusiveMaximum": 9}),
        ("constr(min_length=2, pattern='^a')", {"type": "string", "minLength": 2, "pattern": "^a"}),
        ("conlist(int, min_length=1)", {"type": "array", "items": {"type": "integer"}, "minItems": 1}),
        ("Annotated[int, Field(gt=0)]", {"type": "integer", "exclusiveMinimum": 0}),
        (
            "Annotated[int | None, Field(gt=0)]",
            {"anyOf": [{"type": "integer", "exclusiveMinimum": 0}, {"type": "null"}]},
        ),
        # Of these nothing is known, and nothing is said.
        ("object", {}),
        ("Unknown", {}),
        ("int | Unknown", {}),
    ],
)
def test_an_annotation_becomes_a_schema(tmp_path: Path, said: str, wanted: dict[str, object]) -> None:
    assert fields_of(tmp_path, f"class T(BaseModel):\n    a: {said}\n") == {"a": wanted}


def test_what_a_field_says_of_itself_is_told(tmp_path: Path) -> None:
    text = """
class T(BaseModel):
    model_config = ConfigDict(extra="forbid")
    shared: ClassVar[int] = 3
    name: str = Field(max_length=5, alias="label")
    count: int = Field(1, ge=0)
    made: list[int] = Field(default_factory=list)
    must: int = Field(..., description="needed")
    maybe: int | None = None
    _private: int = 0
"""
    assert schemas(tmp_path, text, "T(**request.json)")["T"] == {
        "type": "object",
        "properties": {
            "label": {"type": "string", "maxLength": 5},
            "count": {"type": "integer", "minimum": 0, "default": 1},
            "made": {"type": "array", "items": {"type": "integer"}},
            "must": {"type": "integer", "description": "needed"},
            "maybe": {"anyOf": [{"type": "integer"}, {"type": "null"}]},
        },
        "required": ["label", "must"],
        "additionalProperties": False,
    }


def test_fields_of_bases_are_the_classs_own(tmp_path: Path) -> None:
    text = "class B(BaseModel):\n    a: int\n    b: int\nclass T(B):\n    b: str\n    c: bool = True\n"
    assert fields_of(tmp_path, text) == {
        "a": {"type": "integer"},
        "b": {"type": "string"},
        "c": {"type": "boolean", "default": True},
    }


@pytest.mark.parametrize(
    ("text", "taken", "required"),
    [
        ("class T(msgspec.Struct):\n    a: int\n    b: int = 2\n", "msgspec.json.decode(request.data, type=T)", ["a"]),
        (
            "@dataclass\nclass T:\n    a: int\n    b: int = field(default=2)\n",
            "TypeAdapter(T).validate_python(request.json)",
            ["a"],
        ),
        (
            "class T(TypedDict):\n    a: int\n    b: NotRequired[int]\n",
            "TypeAdapter(T).validate_python(request.json)",
            ["a"],
        ),
        ("class T(TypedDict, total=False):\n    a: int\n", "TypeAdapter(T).validate_python(request.json)", None),
    ],
)
def test_what_must_be_there_by_library(tmp_path: Path, text: str, taken: str, required: list[str] | None) -> None:
    assert schemas(tmp_path, text, taken)["T"].get("required") == required


def test_field_objects_of_a_schema(tmp_path: Path) -> None:
    text = """
class T(Schema):
    nick = fields.String(required=True, validate=validate.Length(min=1, max=20))
    age = fields.Int(validate=[validate.Range(0, 150)], load_default=3)
    mail = fields.Email(data_key="e-mail")
    friends = fields.List(fields.Nested(lambda: T()))
    boss = fields.Nested("self", allow_none=True)
    others = fields.Nested("T", many=True)
    role = fields.Str(validate=validate.OneOf(["admin", "user"]))
    colour = fields.Enum(Colour)
    extra = fields.Dict(values=fields.Float())
    made = fields.DateTime(dump_only=True)
    limit = 3
"""
    own = {"$ref": "#/components/schemas/T"}
    assert schemas(tmp_path, text, "T().load(request.json)")["T"] == {
        "type": "object",
        "properties": {
            "nick": {"type": "string", "minLength": 1, "maxLength": 20},
            "age": {"type": "integer", "minimum": 0, "maximum": 150, "default": 3},
            "e-mail": {"type": "string", "format": "email"},
            "friends": {"type": "array", "items": own},
            "boss": {"anyOf": [own, {"type": "null"}]},
            "others": {"type": "array", "items": own},
            "role": {"type": "string", "enum": ["admin", "user"]},
            "colour": {"$ref": "#/components/schemas/Colour"},
            "extra": {"type": "object", "additionalProperties": {"type": "number"}},
        },
        "required": ["nick"],
    }


def test_fields_of_a_form(tmp_path: Path) -> None:
    text = """
class T(FlaskForm):
    user = StringField("User", validators=[DataRequired(), Length(max=30)])
    age = IntegerField("Age", [NumberRange(min=0)])
    kind = SelectField("Kind", choices=[("a", "A"), ("b", "B")])
    go = SubmitField("Go")
"""
    assert schemas(tmp_path, text, "T().validate_on_submit()")["T"] == {
        "type": "object",
        "properties": {
            "user": {"type": "string", "maxLength": 30},
            "age": {"type": "integer", "minimum": 0},
            "kind": {"type": "string", "enum": ["a", "b"]},
        },
        "required": ["user"],
    }


def test_a_class_that_takes_nothing_of_a_request_is_not_told(tmp_path: Path) -> None:
    text = "class T(BaseModel):\n    a: int\nOWN = T.model_validate({'a': 1})\n"
    assert schemas(tmp_path, text, "request.json") == {}


def test_two_classes_of_one_name_have_two(tmp_path: Path) -> None:
    (tmp_path / "other.py").write_text(
        "from pydantic import BaseModel\nclass T(BaseModel):\n    b: str\n", encoding="utf-8"
    )
    text = "import other\nclass T(BaseModel):\n    a: int\n"
    found = schemas(tmp_path, text, "(T(**request.json), other.T(**request.json))")
    assert [list(found[name]["properties"]) for name in ("T", "T2")] == [["a"], ["b"]]  # type: ignore[call-overload]  # a mapping


def test_each_part_that_a_decorator_validates_has_its_class(tmp_path: Path) -> None:
    text = """
from flask import Flask, request
from pydantic import BaseModel
from spectree import SpecTree
app = Flask(__name__)
spec = SpecTree("flask")
class Order(BaseModel):
    sku: str
class Page(BaseModel):
    page: int = 1
@app.post("/orders")
@spec.validate(json=Order, query=Page)
def add(json: Order):
    return json.sku
"""
    (tmp_path / "app.py").write_text(text, encoding="utf-8")
    (row,) = scan(tmp_path, Settings()).routes
    assert [(item.carrier, item.schema) for item in row.validated] == [("body", "Order"), ("query", "Page")]
    assert row.body == "Order"
