"""Does the wire see every way to load, under every interpreter that there is? See scenario.py."""

from __future__ import annotations

from typing import Any

import pytest

PLAIN = "{'role': 'admin', 'n': [1, 2.5, None, 'é']}"
WAYS = [
    ("loads", "pickle.loads"),
    ("_pickle.loads", "pickle.loads"),
    ("load", "pickle.load"),
    ("load keyword", "pickle.load"),
    ("load one by one", "pickle.load"),
    ("python loads", "pickle._loads"),
    ("python load one by one", "pickle._load"),
    ("Unpickler", "pickle.Unpickler"),
    ("Unpickler one by one", "pickle.Unpickler"),
    ("python Unpickler", "pickle.Unpickler"),
    ("early subclass", "pickle.Unpickler"),
    ("early python subclass", "pickle.Unpickler"),
    ("late subclass", "pickle.Unpickler"),
    ("class attribute", "pickle.loads"),
    ("instance attribute", "pickle.loads"),
    ("dictionary", "pickle.loads"),
    ("partial", "pickle.loads"),
    ("list", "pickle.loads"),
    ("closure", "pickle.loads"),
    ("default", "pickle.loads"),
    ("instance", "pickle.loads"),
    ("bytearray", "pickle.loads"),
    ("thread", "pickle.loads"),
    ("executor", "pickle.loads"),
]


@pytest.mark.parametrize(("way", "call"), WAYS)
def test_plain_data_that_came_with_a_request_is_told_and_loaded(answers: dict[str, Any], way: str, call: str) -> None:
    told = [["sink", call, None, ["base64"]]]
    assert answers[f"data {way}"] == {"outcome": PLAIN, "told": told, "refusals": 0}


@pytest.mark.parametrize(("way", "call"), WAYS)
def test_plain_data_that_came_with_a_request_is_refused(answers: dict[str, Any], way: str, call: str) -> None:
    told = [["refused", call, None, ["base64"]]]
    assert answers[f"refused {way}"] == {"outcome": "refused origin", "told": told, "refusals": 1}


@pytest.mark.parametrize("way", [way for way, _ in WAYS])
def test_own_data_in_a_request_is_loaded_in_silence(answers: dict[str, Any], way: str) -> None:
    assert answers[f"own {way}"] == {"outcome": PLAIN, "told": [], "refusals": 0}


def test_what_the_page_says_cannot_be_seen_is_not_seen(answers: dict[str, Any]) -> None:
    assert answers["bound in a tuple"] == {"outcome": PLAIN, "told": [], "refusals": 0}


@pytest.mark.parametrize("protocol", range(6))
def test_every_protocol_is_told(answers: dict[str, Any], protocol: int) -> None:
    told = [["sink", "pickle.loads", None, ["base64"]]]
    assert answers[f"protocol {protocol}"] == {"outcome": PLAIN, "told": told, "refusals": 0}


@pytest.mark.parametrize(
    ("case", "module"), [("loads", "nonce_a0"), ("python loads", "nonce_a1"), ("thread", "nonce_a4")]
)
def test_a_canary_is_imported_and_looked_up(answers: dict[str, Any], case: str, module: str) -> None:
    answer = answers[f"canary {case}"]
    assert answer["outcome"] == "{}"
    assert [(told[0], told[2], told[3]) for told in answer["told"]] == [
        ("sink", None, ["base64"]),
        ("find-class", module, ["base64"]),
        ("import-canary", module, ["base64"]),
    ]


@pytest.mark.parametrize(("case", "module"), [("early subclass", "nonce_a2"), ("late subclass", "nonce_a3")])
def test_a_find_class_that_asks_nobody_is_told_but_imports_nothing(
    answers: dict[str, Any], case: str, module: str
) -> None:
    told = [(told[0], told[2]) for told in answers[f"canary {case}"]["told"]]
    assert told == [("sink", None), ("find-class", module)]


def test_a_canary_through_a_function_that_no_wrapping_reaches_is_imported(answers: dict[str, Any]) -> None:
    assert [told[0] for told in answers["canary early bound"]["told"]] == ["find-class", "import-canary"]


def test_a_canary_through_a_function_that_no_wrapping_reaches_is_refused(answers: dict[str, Any]) -> None:
    told = [["refused", "pickle.loads", "nonce_b", ["base64"]]]
    assert answers["canary early bound refused"] == {"outcome": "refused origin", "told": told, "refusals": 1}


@pytest.mark.parametrize("call", ["loads", "load"])
def test_marshal_is_told(answers: dict[str, Any], call: str) -> None:
    told = [["sink", f"marshal.{call}", None, []]]
    assert answers[f"marshal {call}"] == {"outcome": "{'a': 1}", "told": told, "refusals": 0}


def test_marshal_is_refused(answers: dict[str, Any]) -> None:
    assert answers["marshal refused"]["outcome"] == "refused origin"


def test_an_import_inside_a_request_is_neither_told_nor_refused(answers: dict[str, Any]) -> None:
    assert answers["importing"] == {"outcome": "1", "told": [], "refusals": 0}


def test_no_stub_is_left_behind(answers: dict[str, Any]) -> None:
    assert answers["left behind"] == []
