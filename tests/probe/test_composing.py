"""Does what we want arrive where we want it? Requests written from the inputs of a handler."""

from __future__ import annotations

import base64
import gzip
import json
import pickle
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearproof.findings import Input
from bearproof.probe.operation import Operation
from bearproof.probe.writing import composing, encoding
from bearproof.probe.writing.composing import CannotCarry, Leaf

DATA = Input("query", "data", ("base64.b64decode",), required=True)
ROLE = Input("query", "data", ("base64.b64decode", "pickle.loads", ".role"), values=("admin",))
NAME = Input("query", "data", ("base64.b64decode", "pickle.loads", ".name"), required=True)


def test_a_document_is_written_through_the_decoders_in_reverse() -> None:
    request = composing.compose(Operation("GET", "/profile", (DATA,)), [Leaf(DATA, b"\x80document")])
    assert base64.b64decode(request.query["data"]) == b"\x80document"


def test_a_value_inside_a_document_stands_beside_what_is_required_there() -> None:
    request = composing.compose(Operation("GET", "/profile", (ROLE, NAME)), [Leaf(ROLE, "admin")])
    assert pickle.loads(base64.b64decode(request.query["data"])) == {"role": "admin", "name": "1"}  # noqa: S301  # made here


def test_what_is_not_required_is_left_out_unless_everything_is_asked_for() -> None:
    operation = Operation("GET", "/search", (Input("query", "q", required=True), Input("query", "page", values=(2,))))
    assert composing.compose(operation).query == {"q": "1"}
    assert composing.compose(operation, everything=True).query == {"q": "1", "page": "2"}
    assert len(list(composing.compositions(operation))) == 2


def test_a_key_of_a_json_body_is_an_object() -> None:
    item = Input("json", "", (".user", ".role"), values=("admin",))
    other = Input("json", "", (".user", ".name"), required=True)
    request = composing.compose(Operation("POST", "/users", (item, other)), [Leaf(item, "admin")])
    assert request.json == {"user": {"role": "admin", "name": "1"}}


def test_bytes_inside_json_are_the_text_that_they_are() -> None:
    item = Input("json", "", (".state",), required=True)
    request = composing.compose(Operation("POST", "/state", (item,)), [Leaf(item, b'{"py/object": "m.V"}')])
    assert request.json == {"state": '{"py/object": "m.V"}'}


def test_a_raw_body_is_the_document_itself() -> None:
    item = Input("body", "", (), required=True)
    assert composing.compose(Operation("POST", "/restore", (item,)), [Leaf(item, b"\x00\xff")]).body == b"\x00\xff"


def test_an_upload_is_a_file() -> None:
    item = Input("file", "card", ("read()",), required=True)
    assert composing.compose(Operation("POST", "/cards", (item,)), [Leaf(item, b"\x80")]).files == {"card": b"\x80"}


def test_what_we_vary_wins_over_what_the_handler_compares_with() -> None:
    item = Input("query", "role", (), required=True, values=("user",))
    assert composing.compose(Operation("GET", "/", (item,)), [Leaf(item, "admin")]).query == {"role": "admin"}


def test_a_whole_document_wins_over_the_keys_below_it() -> None:
    request = composing.compose(Operation("GET", "/profile", (NAME, ROLE)), [Leaf(DATA, b"whole")])
    assert base64.b64decode(request.query["data"]) == b"whole"


@pytest.mark.parametrize(
    ("path", "sent"),
    [
        ("/notes/<int:note_id>", "/notes/1"),
        ("/u/<uuid:id>/x", "/u/00000000-0000-4000-8000-000000000001/x"),
        ("/f/<path:name>", "/f/1"),
        ("/t/<any(a, b):kind>", "/t/1"),
        ("/plain", "/plain"),
    ],
)
def test_a_path_is_filled_with_what_its_converters_take(path: str, sent: str) -> None:
    assert composing.compose(Operation("GET", path)).path == sent


def test_a_value_in_the_path_is_quoted() -> None:
    item = Input("path", "name", (), required=True)
    assert composing.compose(Operation("GET", "/n/<name>", (item,)), [Leaf(item, "a/b c")]).path == "/n/a%2Fb%20c"


def test_the_credential_and_the_cookie_header_are_never_filled_in() -> None:
    inputs = (Input("header", "Authorization", (), required=True), Input("header", "Cookie", (), required=True))
    assert composing.compose(Operation("GET", "/", inputs)).headers == {}


@pytest.mark.parametrize(
    ("item", "document", "reason"),
    [
        (Input("header", "X-State", ()), b"c\nx\n.", "a header cannot hold these bytes"),
        (Input("query", "d", ()), b"\xff\xfe", "query d holds text"),
        (Input("cookie", "s", ("itsdangerous.URLSafeSerializer.loads",)), b"x", "cannot write what itsdangerous"),
    ],
)
def test_what_cannot_be_carried_says_why(item: Input, document: bytes, reason: str) -> None:
    with pytest.raises(CannotCarry, match=reason):
        composing.compose(Operation("GET", "/", (item,)), [Leaf(item, document)])


@given(st.binary(min_size=1, max_size=64))
def test_every_encoding_is_undone_by_its_decoder(raw: bytes) -> None:
    assert base64.urlsafe_b64decode(as_bytes("base64.urlsafe_b64decode", raw)) == raw
    assert bytes.fromhex(as_bytes("bytes.fromhex", raw).decode()) == raw
    assert zlib.decompress(as_bytes("zlib.decompress", raw)) == raw
    assert gzip.decompress(as_bytes("gzip.decompress", raw)) == raw
    assert base64.b85decode(as_bytes("base64.b85decode", raw)) == raw


def as_bytes(call: str, raw: bytes) -> bytes:
    found = encoding.encoded(call, raw)
    assert isinstance(found, bytes)
    return found


def test_json_inside_base64_is_written_as_json() -> None:
    item = Input("cookie", "account", ("base64.b64decode", "json.loads", ".is_admin"), values=(True,))
    request = composing.compose(Operation("GET", "/", (item,)), [Leaf(item, value=True)])
    assert json.loads(base64.b64decode(request.cookies["account"])) == {"is_admin": True}
