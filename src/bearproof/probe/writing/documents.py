"""What is sent to a deserializer? Documents written by hand: a canary that names a module, or nothing but data.

None of them holds code that acts. A canary names a module that does not exist, and calls nothing of it; whoever
imports it has let the sender choose an import. Nothing here is made or read with `pickle` or `marshal`.
"""

from __future__ import annotations

import json
import struct
from collections.abc import Mapping
from types import MappingProxyType

_FORMATS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "pickle": (
            "pickle.", "_pickle.", "cPickle.", "dill.", "cloudpickle.", "joblib.", "compress_pickle.loads",
            "pandas.read_pickle", "numpy.load", "srsly.pickle_loads", "ray.cloudpickle.", "kombu.serialization.",
            "multiprocessing.reduction.", "torch.load", "distributed.protocol.pickle.",
        ),
        "yaml": ("yaml.", "ruamel.yaml."),
        "jsonpickle": ("jsonpickle.",),
        "marshal": ("marshal.",),
    }
)  # fmt: skip


def format_of(call: str) -> str | None:
    """The format that a deserializing call reads, by its qualified name; None when we cannot write it."""
    return next((form for form, prefixes in _FORMATS.items() if call.startswith(prefixes)), None)


def canary(form: str, module: str) -> bytes | None:
    """A document whose loading imports `module`; None when the format names no modules."""
    if form == "pickle":
        return b"c" + module.encode() + b"\nvalue\n."
    if form == "yaml":
        return b"!!python/name:" + module.encode() + b".value ''\n"
    if form == "jsonpickle":
        return json.dumps({"py/object": f"{module}.Value"}).encode()
    return None


def plain(form: str, value: object) -> bytes:
    """A document that is nothing but data: what JSON can hold. Safe to load anywhere."""
    if form == "pickle":
        return b"\x80\x02" + b"".join(_pickled(value)) + b"."
    if form == "marshal":
        return _marshalled(value)
    # JSON is YAML, and jsonpickle reads it as it is.
    return json.dumps(value).encode()


def _pickled(value: object) -> list[bytes]:
    """The opcodes of protocol 2 for plain data."""
    if value is None or isinstance(value, bool):
        return [{None: b"N", True: b"\x88", False: b"\x89"}[value]]
    if isinstance(value, int):
        return [b"I%d\n" % value]
    if isinstance(value, float):
        return [b"G" + struct.pack(">d", value)]
    if isinstance(value, dict):
        parts = [part for pair in value.items() for item in pair for part in _pickled(item)]
        return [b"}", b"(", *parts, b"u"]
    if isinstance(value, (list, tuple)):
        return [b"]", b"(", *(part for item in value for part in _pickled(item)), b"e"]
    raw = str(value).encode()
    return [b"X" + struct.pack("<I", len(raw)) + raw]


def _marshalled(value: object) -> bytes:
    """Version 2 of the format for plain data."""
    if value is None or isinstance(value, bool):
        return {None: b"N", True: b"T", False: b"F"}[value]
    if isinstance(value, int):
        return b"i" + struct.pack("<i", value)
    if isinstance(value, float):
        return b"g" + struct.pack("<d", value)
    if isinstance(value, dict):
        return b"{" + b"".join(_marshalled(item) for pair in value.items() for item in pair) + b"0"
    if isinstance(value, (list, tuple)):
        return b"[" + struct.pack("<I", len(value)) + b"".join(map(_marshalled, value))
    raw = str(value).encode()
    return b"u" + struct.pack("<I", len(raw)) + raw
