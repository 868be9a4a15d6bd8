"""Does the draft say with which class each part of a request is taken in? And do its readers take it?"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator, validate

from bearproof.findings import Coverage, Declared, Input, Place, Result, RouteRow, Validation
from bearproof.inputs.settings import Settings
from bearproof.scan.drafting.document import draft
from bearproof.scan.drafting.fitting import fitting
from bearproof.scan.static import scan

CASES = Path(__file__).parents[2] / "cases"
#: One case of so many is drafted here; `bench/drafts.py` drafts them all, and the real projects.
_ONE_OF = 12


def of(*rows: RouteRow, **declared: dict[str, object]) -> dict[str, object]:
    classes = tuple(Declared(name, Place("app.py", 1), json.dumps(schema)) for name, schema in declared.items())
    document = draft(Result("root", (), Coverage(), routes=rows, declared=classes))
    validate(document)
    return document


def row(method: str, path: str, *inputs: Input, takes: tuple[Validation, ...] = (), by: str = "") -> RouteRow:
    return RouteRow((method,), path, "view", Place("app.py", 7), by, inputs=inputs, validated=takes)


ORDER = {"type": "object", "properties": {"sku": {"type": "string"}, "next": {"$ref": "#/components/schemas/Order"}}}


def test_a_body_that_a_class_takes_in_is_a_reference_and_recursion_stays_one() -> None:
    document = of(
        row("POST", "/a", Input("json", "", (".sku",)), takes=(Validation("json", (), "Order"),)), Order=ORDER
    )
    content = document["paths"]["/a"]["post"]["requestBody"]["content"]
    assert content == {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}
    assert document["components"] == {"schemas": {"Order": ORDER}}


def test_a_class_that_takes_in_what_stands_below_a_key() -> None:
    document = of(row("POST", "/a", takes=(Validation("json", ("data", "order"), "Order"),)), Order=ORDER)
    schema = document["paths"]["/a"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    below = {"type": "object", "properties": {"order": {"$ref": "#/components/schemas/Order"}}}
    assert schema == {"type": "object", "properties": {"data": below}}


def test_a_class_that_takes_the_query_in_is_told_field_by_field() -> None:
    page = {"type": "object", "properties": {"page": {"type": "integer"}, "q": {"type": "string"}}, "required": ["q"]}
    document = of(row("GET", "/a", takes=(Validation("query", (), "Page"),)), Page=page)
    assert document["paths"]["/a"]["get"]["parameters"] == [
        {"name": "page", "in": "query", "required": False, "schema": {"type": "integer"}},
        {"name": "q", "in": "query", "required": True, "schema": {"type": "string"}},
    ]
    assert "components" not in document


def test_a_form_with_a_file_in_it_is_multipart() -> None:
    card = {"type": "object", "properties": {"file": {"type": "string", "format": "binary"}}}
    document = of(row("POST", "/a", takes=(Validation("form", (), "Card"),)), Card=card)
    assert list(document["paths"]["/a"]["post"]["requestBody"]["content"]) == ["multipart/form-data"]


@pytest.mark.parametrize(
    ("rule", "path", "schema"),
    [
        ("/<int(min=1, max=3):ver>", "/{ver}", {"type": "integer", "minimum": 1, "maximum": 3}),
        ("/<any(red, blue):c>", "/{c}", {"type": "string", "enum": ["red", "blue"]}),
        ("/<string(length=2):lang>", "/{lang}", {"type": "string", "minLength": 2, "maxLength": 2}),
        ("/{name:path}", "/{name}", {"type": "string"}),
        ("/<unknown>", "/{unknown}", {"type": "string"}),
    ],
)
def test_what_converters_ask_for(rule: str, path: str, schema: dict[str, object]) -> None:
    (parameter,) = of(row("GET", rule))["paths"][path]["get"]["parameters"]
    assert parameter["schema"] == schema


@pytest.mark.parametrize(
    ("by", "verified", "name", "scheme"),
    [
        ("jwt.decode", "signature, exp", "bearer", {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}),
        ('header "X-Api-Key"', "", "header_x-api-key", {"type": "apiKey", "in": "header", "name": "X-Api-Key"}),
        ('cookie "sid"', "", "cookie_sid", {"type": "apiKey", "in": "cookie", "name": "sid"}),
        ("login_required", "session", "session", {"type": "apiKey", "in": "cookie", "name": "session"}),
        ("HTTPBasicAuth", "password", "basic", {"type": "http", "scheme": "basic"}),
    ],
)
def test_schemes_come_from_what_is_asked(by: str, verified: str, name: str, scheme: dict[str, object]) -> None:
    asked = RouteRow(("GET",), "/a", "view", Place("app.py", 7), by, verified)
    document = of(asked)
    assert document["paths"]["/a"]["get"]["security"] == [{name: []}]
    assert document["components"] == {"securitySchemes": {name: scheme}}


@pytest.mark.parametrize(
    ("schema", "kept"),
    [
        ({"type": "integer", "default": 3}, True),
        ({"type": "integer", "default": "3"}, False),
        ({"type": "integer", "default": True}, False),
        ({"type": "number", "minimum": 1, "default": 0}, False),
        ({"type": "number", "exclusiveMaximum": 1, "default": 1}, False),
        ({"type": "string", "maxLength": 2, "default": "abc"}, False),
        ({"type": "string", "pattern": "^a", "default": ""}, False),
        ({"type": "string", "pattern": "^a", "default": "ab"}, True),
        ({"type": "string", "enum": ["a"], "default": "b"}, False),
        ({"$ref": "#/components/schemas/Order", "default": "x"}, False),
    ],
)
def test_a_default_that_contradicts_its_schema_is_left_out(schema: dict[str, object], kept: bool) -> None:  # noqa: FBT001  # an expected value
    assert ("default" in fitting({"properties": {"a": schema}})["properties"]["a"]) is kept


def test_a_pattern_that_is_none_is_left_out() -> None:
    assert fitting({"type": "string", "pattern": "("}) == {"type": "string"}


def _some_cases() -> list[Path]:
    every = sorted(path.parent for path in CASES.rglob("case.json"))
    return [case for case in every if int(hashlib.sha1(case.name.encode()).hexdigest(), 16) % _ONE_OF == 0]  # noqa: S324  # no secret


@pytest.mark.parametrize("case", _some_cases(), ids=lambda case: case.name)
def test_the_draft_of_a_case_is_valid(case: Path) -> None:
    document = json.loads(json.dumps(draft(scan(case, Settings()))))
    assert [str(error) for error in OpenAPIV31SpecValidator(document).iter_errors()] == []
