"""Is the draft a document that its readers take, and does it say what the source says?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openapi_spec_validator import validate

from bearproof import lab
from bearproof.cli.main import main
from bearproof.findings import Coverage, Input, Place, Result, RouteRow
from bearproof.inputs.settings import Settings
from bearproof.scan import static
from bearproof.scan.drafting.document import draft


def of(*rows: RouteRow) -> dict[str, object]:
    return draft(Result("root", (), Coverage(), routes=rows))


def row(method: str, path: str, *inputs: Input, handler: str = "view", by: str = "") -> RouteRow:
    return RouteRow((method,), path, handler, Place("app.py", 7), by, inputs=inputs)


def test_the_lab_is_drafted_whole() -> None:
    result = static.scan(lab.VULNERABLE, Settings())
    document = draft(result)
    validate(document)
    drafted = {f"{method.upper()} {path}" for path, known in document["paths"].items() for method in known}
    assert len(drafted) == len({(method, route.path) for route in result.routes for method in route.methods})
    assert document["paths"]["/profile"]["get"]["parameters"] == [
        {
            "name": "data",
            "in": "query",
            "required": False,
            "schema": {"type": "string", "x-bearproof-decoded-by": ["base64.b64decode", "pickle.loads"]},
        }
    ]


def test_converters_become_types() -> None:
    document = of(row("GET", "/n/<int:number>/<uuid:key>/<name>"))
    parameters = document["paths"]["/n/{number}/{key}/{name}"]["get"]["parameters"]
    assert [(each["name"], each["schema"]) for each in parameters] == [
        ("number", {"type": "integer"}),
        ("key", {"type": "string", "format": "uuid"}),
        ("name", {"type": "string"}),
    ]


def test_a_json_body_is_an_object_of_what_is_read() -> None:
    document = of(
        row(
            "POST",
            "/users",
            Input("json", "", (".user", ".name"), required=True),
            Input("json", "", (".user", ".role"), values=("admin",)),
            Input("json", "", (".user", ".state", "pickle.loads", ".inner")),
        )
    )
    schema = document["paths"]["/users"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    user = schema["properties"]["user"]
    assert user["required"] == ["name"]
    assert user["properties"] == {
        "name": {},
        "role": {"examples": ["admin"]},
        "state": {"type": "string", "x-bearproof-decoded-by": ["pickle.loads"]},
    }


def test_a_form_with_a_file_is_multipart() -> None:
    inputs = (Input("form", "title", required=True), Input("file", "card", ("read()",)))
    content = of(row("POST", "/cards", *inputs))["paths"]["/cards"]["post"]["requestBody"]["content"]
    assert content["multipart/form-data"]["schema"] == {
        "type": "object",
        "properties": {
            "title": {"type": "string"},
            "card": {"type": "string", "contentMediaType": "application/octet-stream"},
        },
        "required": ["title"],
    }


def test_what_needs_a_token_says_so_and_what_does_not_says_nothing() -> None:
    document = of(row("GET", "/a", by="jwt.decode"), row("GET", "/b"))
    assert document["paths"]["/a"]["get"]["security"] == [{"bearer": []}]
    assert "security" not in document["paths"]["/b"]["get"]
    assert document["components"] == {
        "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    }


def test_paths_that_differ_in_names_alone_are_one() -> None:
    document = of(row("GET", "/n/<int:a>"), row("PUT", "/n/<int:b>", handler="change"))
    assert sorted(document["paths"]["/n/{a}"]) == ["get", "put"]
    assert document["paths"]["/n/{a}"]["put"]["parameters"][0]["name"] == "a"


def test_every_operation_has_a_name_of_its_own_and_its_place() -> None:
    document = of(row("GET", "/a"), row("POST", "/a"), row("GET", "/b", handler="get"))
    operations = [known for path in document["paths"].values() for known in path.values()]
    assert [each["operationId"] for each in operations] == ["view", "view_post", "get_b"]
    assert {each["x-bearproof-source"] for each in operations} == {"app.py:7"}


CARRIERS = st.sampled_from(["path", "query", "header", "cookie", "form", "json", "body", "file"])
WAYS = st.lists(st.sampled_from([".a", ".b", "base64.b64decode", "pickle.loads"]), max_size=4).map(tuple)
VALUES = st.lists(st.none() | st.booleans() | st.integers() | st.text() | st.tuples(st.text()), max_size=3).map(tuple)
INPUTS = st.builds(Input, CARRIERS, st.text(max_size=5), WAYS, st.booleans(), VALUES)
RULES = st.lists(st.sampled_from(["/a", "/<x>", "/<int:y>", "/<path:z>", "/{w}", "/ü"]), max_size=4).map("".join)
ROWS = st.builds(row, st.sampled_from(["GET", "POST", "PUT", "HEAD", "PROPFIND"]), RULES, handler=st.text(max_size=5))


@given(st.lists(st.tuples(ROWS, st.lists(INPUTS, max_size=5)), max_size=5))
def test_whatever_the_source_reads_the_draft_is_taken(rows: list[tuple[RouteRow, list[Input]]]) -> None:
    document = of(*(RouteRow(r.methods, r.path, r.handler, r.place, inputs=tuple(inputs)) for r, inputs in rows))
    assert json.loads(json.dumps(document))["openapi"] == "3.1.0"
    taken = [known["operationId"] for path in document["paths"].values() for known in path.values()]
    assert len(taken) == len(set(taken))


def test_the_command_writes_a_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["spec", str(lab.GUARDED), "--quiet"]) == 0
    validate(json.loads(capsys.readouterr().out))
    assert main(["spec", str(lab.GUARDED), "--quiet", "-o", str(tmp_path / "openapi.json")]) == 0
    validate(json.loads((tmp_path / "openapi.json").read_text(encoding="utf-8")))
