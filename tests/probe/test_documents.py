"""Do the documents mean what they are to mean? Read by the real deserializers, which get our own values only."""

from __future__ import annotations

import json
import marshal
import pickle
import pickletools
import sys
import types

import jsonpickle
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from bearproof.probe.writing import documents

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**31), 2**31 - 1) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(PLAIN)
def test_a_pickle_of_plain_data_holds_that_data(value: object) -> None:
    assert pickle.loads(documents.plain("pickle", value)) == value  # noqa: S301  # made here


@given(PLAIN)
def test_a_marshal_document_of_plain_data_holds_that_data(value: object) -> None:
    assert marshal.loads(documents.plain("marshal", value)) == value  # noqa: S302  # made here


@pytest.mark.parametrize("form", ["yaml", "jsonpickle"])
def test_the_text_formats_read_plain_data_as_json_does(form: str) -> None:
    value = {"role": "admin", "tags": ["a", 1, None, True]}
    assert json.loads(documents.plain(form, value)) == value
    assert yaml.safe_load(documents.plain("yaml", value)) == value


def test_no_plain_document_names_a_module() -> None:
    found = documents.plain("pickle", {"os": ["system", {"subprocess": None}]})
    names = {opcode.name for opcode, _argument, _position in pickletools.genops(found)}
    assert names == {"PROTO", "EMPTY_DICT", "MARK", "BINUNICODE", "EMPTY_LIST", "APPENDS", "SETITEMS", "NONE", "STOP"}


@pytest.fixture
def module(monkeypatch: pytest.MonkeyPatch) -> str:
    name = "bearproof_canary_of_a_test"
    stub = types.ModuleType(name)
    stub.value, stub.Value = "imported", type("Value", (), {})  # type: ignore[attr-defined]  # what a canary asks for
    monkeypatch.setitem(sys.modules, name, stub)
    return name


def test_a_pickle_canary_asks_for_a_name_of_its_module_and_calls_nothing(module: str) -> None:
    document = documents.canary("pickle", module)
    assert document == b"c" + module.encode() + b"\nvalue\n."
    assert pickle.loads(document) == "imported"  # noqa: S301  # made here


def test_a_yaml_canary_asks_for_a_name_of_its_module(module: str) -> None:
    assert yaml.load(documents.canary("yaml", module) or b"", Loader=yaml.UnsafeLoader) == "imported"  # noqa: S506  # made here


def test_a_jsonpickle_canary_asks_for_a_class_of_its_module(module: str) -> None:
    found = jsonpickle.decode((documents.canary("jsonpickle", module) or b"").decode(), keys=True)  # noqa: S301  # made here
    assert type(found).__name__ == "Value"


def test_a_format_that_names_no_modules_has_no_canary() -> None:
    assert documents.canary("marshal", "anything") is None


@pytest.mark.parametrize(
    ("call", "form"),
    [
        ("pickle.loads", "pickle"),
        ("pickle.Unpickler.load", "pickle"),
        ("dill.load", "pickle"),
        ("pandas.read_pickle", "pickle"),
        ("yaml.unsafe_load", "yaml"),
        ("jsonpickle.decode", "jsonpickle"),
        ("marshal.loads", "marshal"),
        ("shelve.open", None),
        ("", None),
    ],
)
def test_the_format_follows_from_the_call(call: str, form: str | None) -> None:
    assert documents.format_of(call) == form
