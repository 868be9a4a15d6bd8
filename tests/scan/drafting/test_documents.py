"""Is a document read that the code itself serves? connexion's routes stand in it, and nowhere else."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pytest
from openapi_spec_validator import validate

from bearproof.inputs.settings import Settings
from bearproof.scan import static
from bearproof.scan.drafting.document import draft
from bearproof.scan.drafting.written import Texts

SPEC = """
openapi: 3.0.3
info: {title: x, version: "1"}
servers: [{url: /v1}]
security: [{bearer: []}]
paths:
  /orders/{number}:
    parameters: [{$ref: '#/components/parameters/Number'}]
    put:
      operationId: api.orders.change
      summary: Change an order.
      requestBody: {$ref: '#/components/requestBodies/Order'}
      responses: {"200": {$ref: '#/components/responses/Done'}}
components:
  securitySchemes: {bearer: {type: http, scheme: bearer}}
  parameters: {Number: {name: number, in: path, required: true, schema: {type: integer}}}
  requestBodies: {Order: {content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
  responses: {Done: {description: Done.}}
  schemas:
    Order: {type: object, properties: {next: {$ref: '#/components/schemas/Order'}, no: {nullable: true, type: string}}}
"""
APP = "import connexion\napp = connexion.FlaskApp(__name__, specification_dir='specs')\napp.add_api({name!r})\n"
HANDLER = "# Orders.\ndef change(number, body):\n    return body\n"


def drafted(root: Path, name: str, **files: str) -> dict[str, object]:
    for path, text in {
        "app.py": APP.format(name=name),
        "api/__init__.py": "",
        "api/orders.py": HANDLER,
        **files,
    }.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    result = static.scan(root, Settings())
    document = json.loads(json.dumps(draft(result, Texts(partial(static.text_of, result.root)))))
    validate(document)
    return document


@pytest.mark.parametrize("where", ["specs/api.yaml", "api.yaml"])
def test_what_the_document_says_is_in_the_draft(tmp_path: Path, where: str) -> None:
    document = drafted(tmp_path, "api.yaml", **{where: SPEC})
    assert document["paths"] == {
        "/v1/orders/{number}": {
            "put": {
                "operationId": "api_orders_change",
                "summary": "Change an order.",
                "parameters": [{"name": "number", "in": "path", "schema": {"type": "integer"}, "required": True}],
                "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Order"}}}},
                "responses": {"200": {"description": "Done."}},
                "x-bearproof-source": "api/orders.py:2",
            }
        }
    }
    own = {"$ref": "#/components/schemas/Order"}
    wanted = {"type": "object", "properties": {"next": own, "no": {"type": ["string", "null"]}}}
    assert document["components"] == {"schemas": {"Order": wanted}}


@pytest.mark.parametrize("name", ["../api.yaml", "missing.yaml", "app.py"])
def test_no_other_file_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "api.yaml").write_text(SPEC, encoding="utf-8")
    assert drafted(tmp_path / "shop", name)["paths"] == {}


def test_of_two_files_of_one_name_none_is_meant(tmp_path: Path) -> None:
    assert drafted(tmp_path, "api.yaml", **{"a/api.yaml": SPEC, "b/api.yaml": SPEC})["paths"] == {}


def test_a_broken_document_says_nothing(tmp_path: Path) -> None:
    assert drafted(tmp_path, "api.yaml", **{"api.yaml": "openapi: ["})["paths"] == {}
