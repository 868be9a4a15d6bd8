"""Does the code keep what its document promises? Each kind of disagreement, beside what is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bearproof.findings import Coverage, Input, Place, Result, RouteRow, Validation
from bearproof.scan.promises import compared, document

BEARER = {"bearer": {"type": "http", "scheme": "bearer"}}
#: Somebody is asked, and what they say is verified.
ASKED = ("jwt.decode", "signature, exp")


def row(method: str, path: str, *inputs: Input, by: tuple[str, str] = ("", ""), file: str = "app.py") -> RouteRow:
    return RouteRow((method,), path, "view", Place(file, 7), *by, inputs=inputs)


def told(folder: Path, paths: dict[str, object], *rows: RouteRow, **more: object) -> list[tuple[str, str, str]]:
    content = {"openapi": "3.1.0", "paths": paths, "components": {"securitySchemes": BEARER}} | more
    (folder / "api.json").write_text(json.dumps(content), encoding="utf-8")
    result = compared(Result("root", (), Coverage(), routes=rows), document(folder / "api.json"))
    return [(item.kind, item.operation, item.text) for item in result.disagreements]


ASKS = {"security": [{"bearer": []}]}
NOTHING: list[tuple[str, str, str]] = []


def test_a_code_that_keeps_its_promises_disagrees_in_nothing(tmp_path: Path) -> None:
    paths = {
        "/users/{id}": {"get": ASKS},
        "/orders": {
            "post": {**ASKS, "requestBody": {"content": {"application/vnd.api+json": {}}}},
            "options": {"security": [{"bearer": []}]},
        },
        "/health": {"get": {"security": []}},
    }
    rows = (
        row("GET", "/users/<int:number>", by=ASKED),
        row("POST", "/orders/", Input("json", "", (".sku",)), by=ASKED),
        row("GET", "/health"),
        row("GET", "/test-only", file="tests/test_app.py"),
    )
    assert told(tmp_path, paths, *rows) == NOTHING


@pytest.mark.parametrize(
    ("says", "by", "wanted"),
    [
        (ASKS, ("", ""), ("security-not-enforced", "the document asks for bearer; the code asks nobody")),
        (
            ASKS,
            ('header "Authorization"', ""),
            (
                "security-not-verified",
                'the document asks for bearer; the code looks at header "Authorization" and verifies nothing',
            ),
        ),
        (
            {"security": [{"bearer": []}, {}]},
            ASKED,
            ("enforced-not-documented", "the document lets anybody in; the code asks for jwt.decode"),
        ),
        (
            {},
            ASKED,
            ("enforced-not-documented", "the document says nothing about security; the code asks for jwt.decode"),
        ),
    ],
)
def test_who_may_call(tmp_path: Path, says: dict[str, object], by: tuple[str, str], wanted: tuple[str, str]) -> None:
    kind, text = wanted
    assert told(tmp_path, {"/a": {"get": says}}, row("GET", "/a", by=by)) == [(kind, "GET /a", text)]


def test_security_of_the_whole_document_holds_where_an_operation_says_nothing(tmp_path: Path) -> None:
    found = told(tmp_path, {"/a": {"get": {}}}, row("GET", "/a"), security=[{"bearer": []}])
    assert [kind for kind, _, _ in found] == ["security-not-enforced"]


def test_what_only_one_side_has(tmp_path: Path) -> None:
    found = told(tmp_path, {"/a": {"get": {}, "delete": {}}}, row("GET", "/a"), row("PUT", "/b/<x>"))
    assert found == [
        ("served-not-documented", "PUT /b/<x>", "the code serves it; the document does not say so"),
        ("documented-not-served", "DELETE /a", "the document promises it; no route that was found serves it"),
    ]


def test_a_route_whose_path_is_not_known_is_no_promise_broken(tmp_path: Path) -> None:
    ((kind, _, text),) = told(tmp_path, {"/a": {"get": {}}}, row("GET", "/api/<unknown>"))
    assert kind == "documented-not-served"
    assert text.endswith("and there are routes whose path is not known from the source")


def test_the_path_of_a_server_may_stand_before_and_its_host_says_nothing(tmp_path: Path) -> None:
    servers = [{"url": "https://api.example/v1"}]
    assert told(tmp_path, {"/a": {"get": {}}}, row("GET", "/v1/a"), servers=servers) == NOTHING
    assert told(tmp_path, {"/a": {"get": {}}}, row("GET", "/a"), servers=servers) == NOTHING


def test_a_scheme_that_is_not_defined(tmp_path: Path) -> None:
    found = told(tmp_path, {"/a": {"get": {"security": [{"oauth": []}]}}}, row("GET", "/a", by=ASKED))
    assert found == [("scheme-undefined", "GET /a", "the document asks for oauth, which it does not define")]


@pytest.mark.parametrize(
    ("read", "wanted"),
    [
        (Input("header", "Page"), "page stands in the query by the document; the code reads it from header"),
        (Input("json", "", (".page",)), "page stands in the query by the document; the code reads it from json"),
    ],
)
def test_a_parameter_that_is_read_from_elsewhere(tmp_path: Path, read: Input, wanted: str) -> None:
    paths = {"/a": {"get": {"parameters": [{"in": "query", "name": "page"}]}}}
    found = [each for each in told(tmp_path, paths, row("GET", "/a", read)) if each[0] == "parameter-elsewhere"]
    assert found == [("parameter-elsewhere", "GET /a", wanted)]


def test_a_parameter_that_is_read_from_both_is_where_it_is_said_to_be(tmp_path: Path) -> None:
    paths = {"/a": {"get": {"parameters": [{"in": "query", "name": "page"}, {"in": "header", "name": "X-Trace-Id"}]}}}
    reads = (Input("query", "page"), Input("header", "page"), Input("header", "x_trace_id"))
    assert told(tmp_path, paths, row("GET", "/a", *reads)) == NOTHING


@pytest.mark.parametrize(
    ("media", "carrier", "wanted"),
    [
        ("application/x-www-form-urlencoded", "json", "the body is a form by the document; the code reads JSON"),
        ("application/json", "file", "the body is JSON by the document; the code reads a form"),
    ],
)
def test_a_body_of_another_kind(tmp_path: Path, media: str, carrier: str, wanted: str) -> None:
    paths = {"/a": {"post": {"requestBody": {"content": {media: {}}}}}}
    assert told(tmp_path, paths, row("POST", "/a", Input(carrier, "x"))) == [("body-differs", "POST /a", wanted)]


def test_a_body_that_the_document_does_not_have(tmp_path: Path) -> None:
    by_schema = RouteRow(("POST",), "/a", "view", Place("app.py", 7), validated=(Validation("json", (), "Order"),))
    wanted = ("body-differs", "POST /a", "the document has no body; the code reads JSON")
    assert told(tmp_path, {"/a": {"post": {}}}, by_schema) == [wanted]


@pytest.mark.parametrize(("media", "carrier"), [("application/json", "body"), ("text/csv", "json")])
def test_bytes_may_be_anything(tmp_path: Path, media: str, carrier: str) -> None:
    paths = {"/a": {"post": {"requestBody": {"content": {media: {}}}}}}
    assert told(tmp_path, paths, row("POST", "/a", Input(carrier, "x"))) == NOTHING


def test_each_route_says_what_it_was_promised_to_be(tmp_path: Path) -> None:
    content = {
        "openapi": "3.0.0",
        "paths": {
            "/a": {"get": {"security": [{"key": [], "bearer": []}, {}]}, "put": {"security": []}},
            "/b": {"get": {}},
        },
    }
    (tmp_path / "api.json").write_text(json.dumps(content), encoding="utf-8")
    rows = (row("GET", "/a"), row("PUT", "/a"), row("GET", "/b"), row("GET", "/c"))
    result = compared(Result("root", (), Coverage(), routes=rows), document(tmp_path / "api.json"))
    assert [each.promised for each in result.routes] == [
        "key and bearer or anybody",
        "anybody",
        "nothing",
        "not documented",
    ]
