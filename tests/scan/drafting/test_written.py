"""Is what handlers say of themselves in the draft? It describes; who may call is never taken from it."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from textwrap import indent

import pytest
from openapi_spec_validator import validate

from bearproof.inputs.settings import Settings
from bearproof.scan import static
from bearproof.scan.drafting.document import draft
from bearproof.scan.drafting.written import Texts

Draft = Callable[..., dict[str, object]]
APP = '''\
from flasgger import swag_from
from flask import Flask, request
app = Flask(__name__)
@app.post("/users/<int:number>")
{above}def add(number):
    """{doc}"""
    return request.json["nick"]
'''


@pytest.fixture
def drafted(tmp_path: Path) -> Draft:
    """The operation that a docstring and files beside it make."""

    def operation(doc: str, above: str = "", **files: str) -> dict[str, object]:
        root = tmp_path / "shop"
        root.mkdir(exist_ok=True)
        text = APP.format(doc=indent(doc, "    ").strip(), above=above)
        for name, content in {"app.py": text, **files}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(content, encoding="utf-8")
        result = static.scan(root, Settings())
        document = json.loads(json.dumps(draft(result, Texts(partial(static.text_of, result.root)))))
        validate(document)
        found = document["paths"]["/users/{number}"]["post"]
        return {**found, "components": document.get("components", {})}

    return operation


WRITTEN = """
parameters:
  - {name: dry, in: query, type: boolean, description: Only try.}
  - in: body
    name: body
    schema: {$ref: '#/definitions/User'}
definitions:
  User: {type: object, properties: {nick: {type: string, nullable: true}, boss: {$ref: '#/definitions/User'}}}
security: []
responses:
  201: {description: Added.}
  wrong: 3
"""


def test_prose_is_summary_and_description(drafted: Draft) -> None:
    found = drafted("Add a user.\n\nNobody else may.")
    assert (found["summary"], found["description"]) == ("Add a user.", "Nobody else may.")
    assert "security" not in found


def test_an_operation_in_the_docstring_is_read(drafted: Draft) -> None:
    found = drafted(f"Add a user.\n---{WRITTEN}")
    assert found["summary"] == "Add a user."
    assert found["parameters"] == [
        {"name": "number", "in": "path", "required": True, "schema": {"type": "integer"}},
        {"name": "dry", "in": "query", "description": "Only try.", "schema": {"type": "boolean"}, "required": False},
    ]
    assert found["requestBody"] == {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/User"}}}}
    assert found["components"] == {
        "schemas": {
            "User": {
                "type": "object",
                "properties": {"nick": {"type": ["string", "null"]}, "boss": {"$ref": "#/components/schemas/User"}},
            }
        }
    }
    assert found["responses"] == {"201": {"description": "Added."}}


def test_security_in_a_docstring_changes_nothing(drafted: Draft) -> None:
    assert "security" not in drafted("Add.\n---\nsecurity: [{bearer: []}]\nresponses: {200: {description: ok}}\n")


@pytest.mark.parametrize("name", ["docs/add.yml", "docs/add.yaml"])
def test_a_file_that_swag_from_names_is_read(drafted: Draft, name: str) -> None:
    found = drafted("Add.", f'@swag_from("{name}")\n', **{name: f"Prose.\n---{WRITTEN}"})
    assert found["responses"] == {"201": {"description": "Added."}}


def test_a_file_that_the_docstring_names_is_read(drafted: Draft) -> None:
    found = drafted("file: add.yml", "", **{"add.yml": WRITTEN})
    assert found["responses"] == {"201": {"description": "Added."}}
    assert "summary" not in found


@pytest.mark.parametrize("name", ["../outside.yml", "/etc/hostname", "link.yml", "app.py", "missing.yml"])
def test_no_other_file_is_read(tmp_path: Path, drafted: Draft, name: str) -> None:
    (tmp_path / "outside.yml").write_text(WRITTEN, encoding="utf-8")
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "link.yml").symlink_to(tmp_path / "outside.yml")
    found = drafted("Add.", f'@swag_from("{name}")\n')
    assert found["responses"] == {"default": {"description": "Not known from the source."}}


@pytest.mark.parametrize("doc", ["Add.\n---\n{[", "Add.\n---\n- a\n", "---\nparameters: 3\nresponses: []\n", "\\x00"])
def test_a_broken_docstring_describes_nothing(drafted: Draft, doc: str) -> None:
    assert drafted(doc)["responses"] == {"default": {"description": "Not known from the source."}}


def test_a_form_of_swagger_2_becomes_a_body(drafted: Draft) -> None:
    yaml = """
parameters:
  - {name: card, in: formData, type: file, required: true}
  - {name: title, in: formData, type: string}
responses: {200: {description: ok}}
"""
    content = drafted(f"Add.\n---{yaml}")["requestBody"]["content"]  # type: ignore[index]  # a document
    assert content["multipart/form-data"]["schema"] == {
        "type": "object",
        "properties": {"card": {"type": "string", "format": "binary"}, "title": {"type": "string"}},
        "required": ["card"],
    }
