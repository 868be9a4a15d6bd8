"""Does a schema keep fields that it does not declare? Then the sender names what is written."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

APP = """\
from flask import Flask, request
from flask_sqlalchemy import SQLAlchemy
from marshmallow import EXCLUDE, INCLUDE, Schema, fields
from pydantic import BaseModel, ConfigDict
app = Flask(__name__)
db = SQLAlchemy(app)
class Person(db.Model):
    id = db.Column(db.Integer, primary_key=True)
class Allows(BaseModel):
    model_config = ConfigDict(extra="allow")
    nick: str
class AllowsTheOldWay(BaseModel):
    nick: str
    class Config:
        extra = "allow"
class Ignores(BaseModel):
    model_config = {{"extra": "ignore"}}
    nick: str
class Includes(Schema):
    class Meta:
        unknown = INCLUDE
    nick = fields.String()
class Excludes(Schema):
    class Meta:
        unknown = EXCLUDE
    nick = fields.String()
@app.post("/people")
def add():
{body}
"""
OPEN = {
    "pydantic's dictionary of settings": "p = Person(**Allows.model_validate(request.json).model_dump())",
    "pydantic's class of settings": "p = Person(**AllowsTheOldWay(**request.json).dict())",
    "a constructor": "p = Person(**Allows(**request.json).model_dump())",
    "marshmallow's class of settings": "p = Person(**Includes().load(request.json))",
    "marshmallow, told when it loads": "p = Person(**Excludes().load(request.json, unknown=INCLUDE))",
    "one field after the other": (
        "p = Person.query.get(1)\nfor key, value in Includes().load(request.json).items():\n    setattr(p, key, value)"
    ),
}
SHUT = {
    "pydantic ignores": "p = Person(**Ignores.model_validate(request.json).model_dump())",
    "marshmallow excludes": "p = Person(**Excludes().load(request.json))",
    "fields by name": "m = Allows.model_validate(request.json)\np = Person(nick=m.nick)",
}


def found(body: str, folder: Path) -> list[str]:
    (folder / "app.py").write_text(APP.format(body=indent(body, "    ")), encoding="utf-8")
    result = scan(folder, Settings(only=("mass-assignment",)))
    assert result.not_looked == ()
    return [finding.check for finding in result.findings]


@pytest.mark.parametrize("body", OPEN.values(), ids=OPEN.keys())
def test_what_a_schema_does_not_declare_fills_the_model(body: str, tmp_path: Path) -> None:
    assert found(body, tmp_path) == ["mass-assignment"]


@pytest.mark.parametrize("body", SHUT.values(), ids=SHUT.keys())
def test_what_a_schema_drops_does_not(body: str, tmp_path: Path) -> None:
    assert found(body, tmp_path) == []
