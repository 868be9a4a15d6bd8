"""Is a document read whole, and nothing beyond its folder? Broken ones say where, and what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearproof.errors import SpecProblem
from bearproof.findings import NotLooked, Reason
from bearproof.inputs.openapi.operations import Promised, base_paths, promised, schemes
from bearproof.inputs.openapi.reading import Document, read

MAIN = """
openapi: 3.1.0
info: {title: x, version: "1"}
servers: [{url: "https://api.example/v1/"}, {url: "/v2"}]
security: [{bearer: []}]
paths:
  /users/{id}:
    parameters: [{$ref: "#/components/parameters/Id"}]
    get:
      responses: {200: {description: ok}}
    put:
      security: [{key: []}, {}]
      deprecated: true
      parameters: [{name: dry, in: query, required: true}]
      requestBody: {$ref: "parts/bodies.yaml#/Body"}
  /open:
    get: {security: []}
components:
  securitySchemes: {bearer: {type: http, scheme: bearer}}
  parameters:
    Id: {name: id, in: path, required: true}
"""
BODIES = """
Body: {content: {application/json: {schema: {$ref: "#/Node"}}}}
Node: {type: object, properties: {next: {$ref: "#/Node"}, up: {$ref: "../api.yaml#/components/parameters/Id"}}}
"""
SWAGGER = """
swagger: 2.0
basePath: /v1
consumes: [application/json]
securityDefinitions: {key: {type: apiKey, in: header, name: X-Key}}
paths:
  /upload:
    post:
      parameters:
        - {name: file, in: formData, type: file}
        - {name: trace, in: header, type: string}
  /orders:
    post:
      parameters: [{in: body, name: order, schema: {$ref: "#/definitions/Order"}}]
definitions:
  Order: {type: object, properties: {again: {$ref: "#/definitions/Order"}}}
"""


def document(folder: Path, text: str, name: str = "api.yaml", **others: str) -> Document:
    for other, content in {name: text, **others}.items():
        (folder / other).parent.mkdir(parents=True, exist_ok=True)
        (folder / other).write_text(content, encoding="utf-8")
    return read(folder / name)


def test_operations_are_told_with_parameters_bodies_and_security(tmp_path: Path) -> None:
    found = document(tmp_path, MAIN, **{"parts/bodies.yaml": BODIES})
    shared = ("path", "id", True)
    place = "api.yaml#/paths/~1users~1{id}"
    assert list(promised(found)) == [
        Promised("GET", "/users/{id}", f"{place}/get", (("bearer",),), (shared,)),
        Promised(
            "PUT",
            "/users/{id}",
            f"{place}/put",
            (("key",), ()),
            (shared, ("query", "dry", True)),
            ("application/json",),
            deprecated=True,
        ),
        Promised("GET", "/open", "api.yaml#/paths/~1open/get", ()),
    ]
    assert (schemes(found), base_paths(found)) == (frozenset({"bearer"}), ("/v1", "/v2"))
    assert found.not_looked == ()


def test_what_other_files_hold_is_brought_in_even_where_it_holds_itself(tmp_path: Path) -> None:
    found = document(tmp_path, MAIN, **{"parts/bodies.yaml": BODIES})
    assert "bodies.yaml" not in json.dumps(found.content)
    assert found.content["x-bundled"] == {
        "1": {"content": {"application/json": {"schema": {"$ref": "#/x-bundled/2"}}}},
        "2": {
            "type": "object",
            "properties": {"next": {"$ref": "#/x-bundled/2"}, "up": {"$ref": "#/x-bundled/3"}},
        },
        "3": {"name": "id", "in": "path", "required": True},
    }


def test_swagger_2_is_read_with_its_forms_and_bodies(tmp_path: Path) -> None:
    found = document(tmp_path, SWAGGER)
    upload, orders = promised(found)
    assert (found.version, base_paths(found), schemes(found)) == ("2.0", ("/v1",), frozenset({"key"}))
    assert (upload.media, upload.parameters) == (("multipart/form-data",), (("header", "trace", False),))
    assert (orders.media, orders.security) == (("application/json",), None)


@pytest.mark.parametrize(
    "reference",
    ["http://evil.example/x.json", "//evil.example/x", "../outside.yaml#/x", "file:///etc/hostname", "missing.yaml#/x"],
)
def test_what_lies_elsewhere_is_not_followed_and_said_so(tmp_path: Path, reference: str) -> None:
    (tmp_path / "outside.yaml").write_text("x: {name: a, in: query}", encoding="utf-8")
    text = json.dumps({"openapi": "3.0.3", "paths": {"/a": {"get": {"parameters": [{"$ref": reference}]}}}})
    found = document(tmp_path / "inner", text, "api.json")
    (operation,) = promised(found)
    assert operation.parameters == ()
    ((place, reason, detail),) = [(item.place, item.reason, item.detail) for item in found.not_looked]
    assert (place, reason) == ("api.json", Reason.REFERENCE_NOT_FOLLOWED)
    assert detail.startswith(reference)


def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "outside.yaml").write_text("x: {name: a, in: query}", encoding="utf-8")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "link.yaml").symlink_to(tmp_path / "outside.yaml")
    text = json.dumps({"openapi": "3.0.3", "paths": {"/a": {"get": {"parameters": [{"$ref": "link.yaml#/x"}]}}}})
    found = document(tmp_path / "inner", text, "api.json")
    detail = "link.yaml#/x leads out of the document's folder"
    assert found.not_looked == (NotLooked("api.json", Reason.REFERENCE_NOT_FOLLOWED, detail),)


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("a.json", '{"openapi": "3.0.0",\n "paths": }', "a.json:2:11: not JSON"),
        ("a.yaml", "openapi: 3.0.0\npaths: {a: [}\n", "a.yaml:2:13: not YAML"),
        ("a.yaml", "openapi: 4.0.0\npaths: {}", "version '4.0.0' of OpenAPI is not known"),
        ("a.yaml", "info: {}", "it has neither `openapi` nor `swagger`"),
        ("a.yaml", "openapi: 3.0.0\npaths: []", "`paths` is no mapping"),
        ("a.yaml", "- openapi", "the document is no mapping"),
        ("a.yaml", "x: !!python/object/apply:os.getcwd []", "not YAML"),
        ("a.yaml", "&a [*a]", "stands for more than can be walked"),
        ("a.json", "[" * 100_000, "nests deeper than it can be read"),
    ],
)
def test_a_broken_document_says_where_and_what_to_do(tmp_path: Path, name: str, text: str, wanted: str) -> None:
    with pytest.raises(SpecProblem) as raised:
        document(tmp_path, text, name)
    assert wanted in str(raised.value)
    assert raised.value.advice


def test_the_words_of_yaml_are_those_of_its_second_version(tmp_path: Path) -> None:
    text = "openapi: 3.1.0\npaths: {}\nx: {no: yes, on: off, day: 2020-01-01, sure: true, 200: 1}"
    plain = {"no": "yes", "on": "off", "day": "2020-01-01", "sure": True, "200": 1}
    assert document(tmp_path, text).content["x"] == plain


def test_a_document_that_unfolds_without_end_is_stopped(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 8)}]" for n in range(1, 12)]
    with pytest.raises(SpecProblem, match="stands for more than can be walked"):
        document(tmp_path, "\n".join(lines))


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"openapi: \xff")
    with pytest.raises(SpecProblem, match="byte 9 is not UTF-8"):
        read(tmp_path / "a.yaml")


KEYS = st.sampled_from(
    ["paths", "/a", "get", "post", "parameters", "$ref", "in", "name", "security", "requestBody", "content", "servers",
     "components", "securitySchemes", "consumes"]
)  # fmt: skip
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KEYS, PLAIN, max_size=5), st.sampled_from(["3.0.1", "3.1.0", "2.0"]))
def test_whatever_a_document_holds_it_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: dict[str, object], version: str
) -> None:
    key = "swagger" if version == "2.0" else "openapi"
    folder = tmp_path_factory.mktemp("any")
    try:
        found = document(folder, json.dumps({**content, key: version}), "a.json")
    except SpecProblem:
        return
    assert all(operation.path.startswith("/") for operation in promised(found))
    assert isinstance(schemes(found), frozenset)
    assert base_paths(found)


def test_references_that_lead_on_and_on_through_another_file_are_stopped(tmp_path: Path) -> None:
    chain = {f"a{number}": {"$ref": f"#/a{number + 1}"} for number in range(5000)} | {"a5000": {"type": "string"}}
    spec = {"openapi": "3.1.0", "paths": {}, "components": {"schemas": {"x": {"$ref": "other.json#/a0"}}}}
    with pytest.raises(SpecProblem, match=r"api\.json: a reference leads from one to the next without end"):
        document(tmp_path, json.dumps(spec), "api.json", **{"other.json": json.dumps(chain)})
