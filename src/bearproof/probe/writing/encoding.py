"""How is a value written so that a decoding call reads it back? The inverse of what the source does on the way."""

from __future__ import annotations

import base64
import binascii
import bz2
import gzip
import json
import lzma
import urllib.parse
import zlib
from collections.abc import Callable, Mapping
from types import MappingProxyType

from bearproof.probe.writing import documents

_Encode = Callable[[bytes], bytes]

#: Calls that hand on bytes or text as they are.
_AS_IT_IS = frozenset(
    [
        "decode()", "encode()", "read()", "bytes", "bytearray", "memoryview", "str", "io.BytesIO", "io.StringIO",
        "io.TextIOWrapper", "io.BufferedReader", "pickle.Unpickler", "pickle._Unpickler", "dill.Unpickler",
        "urllib.parse.unquote_plus", "markupsafe.escape", "html.escape", "copy.copy", "copy.deepcopy",
    ]
)  # fmt: skip
_BYTES: Mapping[str, _Encode] = MappingProxyType(
    {
        "base64.b64decode": base64.b64encode,
        "base64.standard_b64decode": base64.b64encode,
        "base64.decodebytes": base64.b64encode,
        "binascii.a2b_base64": base64.b64encode,
        "base64.urlsafe_b64decode": base64.urlsafe_b64encode,
        "base64.b32decode": base64.b32encode,
        "base64.b16decode": base64.b16encode,
        "base64.b85decode": base64.b85encode,
        "base64.a85decode": base64.a85encode,
        "binascii.unhexlify": binascii.hexlify,
        "binascii.a2b_hex": binascii.hexlify,
        "bytes.fromhex": binascii.hexlify,
        "bytearray.fromhex": binascii.hexlify,
        "zlib.decompress": zlib.compress,
        "gzip.decompress": gzip.compress,
        "gzip.GzipFile": gzip.compress,
        "bz2.decompress": bz2.compress,
        "lzma.decompress": lzma.compress,
        "urllib.parse.unquote": lambda raw: urllib.parse.quote_from_bytes(raw).encode(),
        "urllib.parse.unquote_to_bytes": lambda raw: urllib.parse.quote_from_bytes(raw).encode(),
    }
)
_JSON = frozenset(
    [
        "json.loads", "json.load", "flask.json.loads", "orjson.loads", "ujson.loads", "simplejson.loads",
        "msgspec.json.decode", "rapidjson.loads",
    ]
)  # fmt: skip


def known(call: str) -> bool:
    """Whether what this call decodes can be written."""
    return call in _AS_IT_IS or call in _BYTES or call in _JSON or documents.format_of(call) is not None


def encoded(call: str, value: object) -> object:
    """What must be given to the call so that it answers `value`. KeyError for a call that is not known."""
    if call in _AS_IT_IS:
        return value
    if call in _BYTES:
        return _BYTES[call](as_bytes(value))
    if call in _JSON:
        return json.dumps(plain(value)).encode()
    form = documents.format_of(call)
    if form is None:
        raise KeyError(call)
    return documents.plain(form, plain(value))


def as_bytes(value: object) -> bytes:
    """A leaf as bytes: text in UTF-8, anything else as JSON writes it."""
    if isinstance(value, bytes):
        return value
    return value.encode() if isinstance(value, str) else json.dumps(plain(value)).encode()


def as_text(value: object) -> str:
    """A leaf as text. UnicodeDecodeError for bytes that are none."""
    return as_bytes(value).decode("utf-8")


def plain(value: object) -> object:
    """The value as JSON can hold it: tuples become lists, bytes become text."""
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value.decode("latin-1") if isinstance(value, bytes) else value
