"""Is the request value found again, whatever the app decoded it with, and nothing that is the app's own?"""

# A pickle of True is a value to be found, not a flag.
# ruff: noqa: FBT003

from __future__ import annotations

import base64
import bz2
import gzip
import json
import lzma
import pickle
import urllib.parse
import zlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearproof.tripwire.carriers import carriers
from bearproof.tripwire.matching import Search

DOCUMENT = pickle.dumps({"role": "admin", "name": "Zoë"}, 4)
Encode = Callable[[bytes], bytes]

TO_TEXT: dict[str, Encode] = {
    "base64": base64.b64encode,
    "base64 unpadded": lambda data: base64.b64encode(data).rstrip(b"="),
    "base64url": base64.urlsafe_b64encode,
    "base64 in lines": base64.encodebytes,
    "base64 with blanks for plus signs": lambda data: base64.b64encode(data).replace(b"+", b" "),
    "hex": lambda data: data.hex().encode(),
    "base32": base64.b32encode,
    "base85": base64.b85encode,
    "ascii85": base64.a85encode,
    "percent": lambda data: urllib.parse.quote_from_bytes(data, safe="").encode(),
    "escapes": lambda data: repr(data)[2:-1].encode(),
    "latin-1": lambda data: data.decode("latin-1").encode(),
    "json": lambda data: json.dumps({"a": [1, {"b": base64.b64encode(data).decode()}]}).encode(),
    "form": lambda data: b"x=1&d=" + urllib.parse.quote_from_bytes(data).encode() + b"&y=2",
    "bearer": lambda data: b"Bearer " + base64.urlsafe_b64encode(data).rstrip(b"="),
    "signed": lambda data: base64.urlsafe_b64encode(data).rstrip(b"=") + b".ZkTq1g.c2lnbmF0dXJl",
}
TO_BYTES: dict[str, Encode] = {
    "zlib": zlib.compress,
    "gzip": gzip.compress,
    "bz2": bz2.compress,
    "lzma": lzma.compress,
    "deflate": lambda data: zlib.compress(data)[2:-4],
    "marker": lambda data: b"v1" + zlib.compress(data),
}
MULTIPART = (
    b'--xYz\r\nContent-Disposition: form-data; name="note"\r\n\r\nhello\r\n--xYz\r\n'
    b'Content-Disposition: form-data; name="file"; filename="a.pkl"\r\nContent-Type: application/octet-stream\r\n\r\n'
    + DOCUMENT
    + b"\r\n--xYz--\r\n"
)


def origin(sent: bytes, loaded: bytes, source: str = "query d") -> dict[str, Any] | None:
    return Search([(source, sent)]).origin(loaded)


@given(data=st.binary(min_size=8, max_size=400), how=st.sampled_from(sorted(TO_TEXT)))
def test_any_bytes_are_found_behind_any_text_encoding(data: bytes, how: str) -> None:
    assert origin(TO_TEXT[how](data), data) is not None


@given(data=st.binary(min_size=8, max_size=400), how=st.sampled_from(sorted(TO_BYTES)))
def test_any_bytes_are_found_behind_any_compression(data: bytes, how: str) -> None:
    assert origin(TO_BYTES[how](data), data) is not None


@given(
    data=st.binary(min_size=8, max_size=400),
    inner=st.sampled_from(["zlib", "gzip", "bz2", "lzma"]),
    outer=st.lists(st.sampled_from(["base64", "base64url", "hex", "json", "percent"]), min_size=1, max_size=2),
)
def test_any_bytes_are_found_behind_encodings_within_each_other(data: bytes, inner: str, outer: list[str]) -> None:
    sent = TO_BYTES[inner](data)
    for how in outer:
        sent = TO_TEXT[how](sent)
    assert origin(sent, data) is not None


@given(sent=st.binary(max_size=400), loaded=st.binary(max_size=400))
def test_the_search_never_fails(sent: bytes, loaded: bytes) -> None:
    search = Search([("body", sent)])
    assert search.origin(loaded) is None or loaded
    assert not search.exhausted


@pytest.mark.parametrize(
    ("sent", "chain"),
    [
        (DOCUMENT, []),
        (base64.b64encode(DOCUMENT), ["base64"]),
        (json.dumps({"d": base64.b64encode(DOCUMENT).decode()}).encode(), ["json:$.d", "base64"]),
        (json.dumps([{"d": DOCUMENT.hex()}]).encode(), ["json:$[0].d", "hex"]),
        (base64.b64encode(zlib.compress(DOCUMENT)), ["base64", "zlib"]),
        (b"d=" + base64.b64encode(DOCUMENT).replace(b"=", b"%3D") + b"&e=1", ["form:d", "base64"]),
        (MULTIPART, ["multipart:file"]),
        (b"Bearer " + base64.b64encode(DOCUMENT).rstrip(b"="), ["part", "base64"]),
        (
            base64.b64encode(base64.b64encode(zlib.compress(gzip.compress(DOCUMENT)))),
            ["base64", "base64", "zlib", "gzip"],
        ),
        (b"prefix:" + DOCUMENT, ["slice"]),
        (DOCUMENT + b"and more", ["slice"]),
    ],
)
def test_the_chain_names_each_step_from_the_outside(sent: bytes, chain: list[str]) -> None:
    assert origin(sent, DOCUMENT, "body") == {"carrier": "body", "name": "", "chain": chain}


def test_what_the_app_put_before_the_value_is_no_disguise() -> None:
    found = origin(base64.b64encode(DOCUMENT[2:]), DOCUMENT)
    assert found == {"carrier": "query", "name": "d", "chain": ["base64", "extended"]}


@pytest.mark.parametrize("protocol", range(6))
def test_own_pickles_that_hold_a_text_of_the_request_are_our_own(protocol: int) -> None:
    assert origin(b"a text that the app keeps", pickle.dumps("a text that the app keeps", protocol)) is None


@pytest.mark.parametrize(
    "own", [pickle.dumps(True), pickle.dumps(7), pickle.dumps([]), pickle.dumps({"role": "user"}), b"N.", b"I1\n."]
)
def test_small_own_pickles_are_not_found_in_a_long_text(own: bytes) -> None:
    sent = b"Dear N. N., I1 shall come on the 7th. {'role': 'user'} K\x07. " * 50
    assert origin(sent, own, "body") is None


def test_a_bomb_of_zeros_costs_no_more_than_the_budget() -> None:
    bomb = base64.b64encode(zlib.compress(zlib.compress(bytes(200 * 1024 * 1024))))
    search = Search([("query d", bomb)], limit=1024 * 1024)
    assert search.origin(DOCUMENT) is None
    assert search.exhausted


def test_more_to_decode_than_the_budget_allows_is_said() -> None:
    search = Search([("body", json.dumps([base64.b64encode(bytes(99)).decode()] * 200).encode())], seconds=0)
    assert search.origin(DOCUMENT) is None
    assert search.exhausted


def test_encodings_deeper_than_four_are_not_followed() -> None:
    sent = DOCUMENT
    for _ in range(5):
        sent = base64.b64encode(sent)
    assert origin(sent, DOCUMENT) is None


def test_what_a_wsgi_request_brings_has_names() -> None:
    environ = {
        "QUERY_STRING": "data=gAR9lC4%3D",
        "HTTP_COOKIE": "session=abc; other=def",
        "HTTP_X_STATE": "xyz",
        "PATH_INFO": "/load/segment",
    }
    assert set(carriers(environ, b"body")) == {
        ("query data", b"gAR9lC4="),
        ("query name", b"data"),
        ("query", b"data=gAR9lC4%3D"),
        ("cookie session", b"abc"),
        ("cookie other", b"def"),
        ("header X-State", b"xyz"),
        ("path", b"load"),
        ("path", b"segment"),
        ("body", b"body"),
    }


def test_a_plus_sign_that_came_as_the_first_blank_is_one() -> None:
    data = b"\xf8" + bytes(7)
    assert origin(b" AAAAAAAAAA=", data) == {"carrier": "query", "name": "d", "chain": ["base64"]}


def test_bytes_that_are_no_text_hide_nothing_beside_them() -> None:
    environ = {"QUERY_STRING": "x=%80%FF&data=gAR9lC4%3D", "PATH_INFO": "/\x80\xff/", "HTTP_COOKIE": "a=\xff; b=c"}
    found = set(carriers(environ, b"\xff"))
    assert {("query x", b"\x80\xff"), ("query data", b"gAR9lC4="), ("cookie b", b"c"), ("body", b"\xff")} <= found


@given(text=st.binary(max_size=200), kind=st.sampled_from(["QUERY_STRING", "HTTP_COOKIE", "PATH_INFO", "HTTP_X"]))
def test_no_request_is_too_odd_to_be_read(text: bytes, kind: str) -> None:
    assert list(carriers({kind: text.decode("latin-1")}, text)) is not None


@pytest.mark.parametrize(
    "body",
    [
        b"&".join(b"a%d=b" % number for number in range(1200)) + b"&d=" + base64.b64encode(DOCUMENT),
        json.dumps([*range(2500), base64.b64encode(DOCUMENT).decode()]).encode(),
        b"--b" + b'\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n--b' * 1100 + b"--\r\n",
    ],
    ids=["form", "json", "multipart"],
)
def test_what_is_hidden_behind_a_crowd_is_found_or_the_search_says_that_it_was_cut_short(body: bytes) -> None:
    search = Search([("body", body)], seconds=5)
    assert search.origin(DOCUMENT) is not None or search.exhausted


def test_a_crowd_in_the_query_hides_nothing() -> None:
    query = b"&".join(b"a%d=b" % number for number in range(3000)) + b"&d=" + base64.b64encode(DOCUMENT)
    # A busy machine is not to decide this; on an idle one it takes a tenth of that.
    search = Search(carriers({"QUERY_STRING": query.decode()}), seconds=1)
    assert search.origin(DOCUMENT) == {"carrier": "query", "name": "d", "chain": ["base64"]}


def test_an_everyday_body_is_searched_to_its_end() -> None:
    rows = [{"id": number, "name": f"Customer {number}", "mail": f"c{number}@shop.example"} for number in range(100)]
    search = Search([("body", json.dumps({"rows": rows, "note": "A text of some words. " * 200}).encode())])
    assert search.origin(DOCUMENT) is None
    assert not search.exhausted
