"""Does observing change nothing, tell no more than it should, and never fail the app?"""

# Loading plain data is what is tested.
# ruff: noqa: S301, SLF001

from __future__ import annotations

import base64
import copyreg
import importlib.util
import io
import json
import pickle
import py_compile
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearproof import tripwire
from bearproof.tripwire.stubs import Stub

Begin = Callable[..., tripwire.Request]
Events = list[dict[str, Any]]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.binary(),
    lambda inner: (
        st.lists(inner) | st.dictionaries(st.text(), inner) | st.tuples(inner, inner) | st.frozensets(st.integers())
    ),
    max_leaves=20,
)


@given(value=VALUES, protocol=st.integers(0, 5))
def test_what_is_loaded_while_observed_is_what_was_dumped(value: object, protocol: int) -> None:
    wire = tripwire.install(lambda _event: None)
    data = pickle.dumps(value, protocol)
    token = tripwire.begin([("body", data)])
    loaded = (
        pickle.loads(data),
        pickle.load(io.BytesIO(data)),
        pickle._loads(data),
        pickle.Unpickler(io.BytesIO(data)).load(),
    )  # type: ignore[attr-defined]  # the Python one
    tripwire.end(token)
    wire.close()
    assert loaded == (value, value, value, value)


@given(data=st.binary(max_size=60))
def test_what_cannot_be_loaded_fails_as_it_does_without_us(data: bytes) -> None:
    without = outcome(data)
    wire = tripwire.install(lambda _event: None)
    token = tripwire.begin([("body", data)])
    observed = outcome(data)
    tripwire.end(token)
    wire.close()
    assert observed == without


def outcome(data: bytes) -> str:
    """Load bytes with an unpickler that knows no names at all, and say how it ended."""
    try:
        return repr(Nameless(io.BytesIO(b"\x80\x04" + data[:40] + b".")).load())
    except Exception as error:  # noqa: BLE001  # any way to fail is an outcome
        return type(error).__name__


class Nameless(pickle._Unpickler):  # type: ignore[name-defined]  # the Python one, which no length can bomb
    def find_class(self, _module: str, _name: str) -> object:
        raise pickle.UnpicklingError("no names")


def test_a_file_is_left_where_it_is_left_without_us(events: Events, request_with: Begin) -> None:
    two = pickle.dumps({"a": 1}) + pickle.dumps({"b": 2})
    request_with(("body", two))
    file = io.BytesIO(two)
    assert (pickle.load(file), pickle.load(file)) == ({"a": 1}, {"b": 2})
    assert {event["event"] for event in events} == {"sink"}


def test_an_event_has_every_field_and_no_payload(events: Events, request_with: Begin) -> None:
    data = pickle.dumps({"secret": "hunter2hunter2"})
    request_with(("header Authorization", data))
    pickle.loads(data)
    assert list(events[0]) == list(tripwire.FIELDS)
    assert "hunter2" not in json.dumps(events)
    assert events[0]["request"] == {"id": "r1", "method": "GET", "path": "/"}
    assert events[0]["stack"][0] == (__file__, events[0]["stack"][0][1], "test_an_event_has_every_field_and_no_payload")


def test_own_pickles_in_a_request_are_not_told(events: Events, request_with: Begin) -> None:
    request_with(("body", json.dumps({"text": "a text of the request"}).encode()))
    assert pickle.loads(pickle.dumps({"text": "a text of the request"})) == {"text": "a text of the request"}
    assert pickle.loads(pickle.dumps(Model())).name == "own"
    assert events == []


def test_the_words_of_a_name_in_a_request_are_not_a_look_up(events: Events, request_with: Begin) -> None:
    request_with(("body", f"{__name__} has a Model".encode()))
    assert pickle.loads(pickle.dumps(Model())).name == "own"
    assert events == []


class Model:
    def __init__(self) -> None:
        self.name = "own"


def test_a_listener_that_fails_does_not_fail_the_app(request_with: Begin) -> None:
    def fail(_event: dict[str, object]) -> None:
        raise OSError("disk full")

    wire = tripwire.install(fail)
    data = pickle.dumps({"role": "admin"})
    request_with(("body", data))
    assert pickle.loads(data) == {"role": "admin"}
    wire.close()


def test_a_listener_that_fails_does_not_keep_others_from_hearing(request_with: Begin) -> None:
    def fail(_event: dict[str, object]) -> None:
        raise OSError("disk full")

    heard: list[dict[str, object]] = []
    wires = tripwire.install(fail), tripwire.install(heard.append)
    data = pickle.dumps({"role": "admin"})
    request_with(("body", data))
    pickle.loads(data)
    wires[0].close()
    wires[1].close()
    assert [event["event"] for event in heard] == ["sink"]


def test_an_import_is_nobodys_business_even_of_code_that_was_sent(
    events: Events, request_with: Begin, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "lazily_imported.py"
    source.write_text("ANSWER = 42\n", encoding="utf-8")
    cached = Path(py_compile.compile(str(source)) or "")
    monkeypatch.syspath_prepend(str(tmp_path))
    request_with(("body", cached.read_bytes()))
    assert importlib.import_module("lazily_imported").ANSWER == 42
    assert events == []


def test_a_search_that_fails_does_not_fail_the_app(
    events: Events, request_with: Begin, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = pickle.dumps({"role": "admin"})
    request_with(("body", data))
    monkeypatch.setattr("bearproof.tripwire.matching._related", None)
    assert pickle.loads(data) == {"role": "admin"}
    assert events == []


def test_a_flood_of_loads_is_told_up_to_a_limit(events: Events, request_with: Begin) -> None:
    pieces = [pickle.dumps({"number": number}) for number in range(150)]
    request_with(*((f"query q{number}", piece) for number, piece in enumerate(pieces)))
    assert [pickle.loads(piece)["number"] for piece in pieces] == list(range(150))
    assert len(events) == 100


def test_the_same_load_twice_in_a_request_is_told_once(events: Events, request_with: Begin) -> None:
    data = pickle.dumps({"role": "admin"})
    request_with(("body", data))
    assert [pickle.loads(data) for _ in range(3)] == [{"role": "admin"}] * 3
    assert len(events) == 1


def test_a_canary_outside_of_any_request_is_told_too(events: Events) -> None:
    assert importlib.import_module("nonce_outside.within") is not None
    assert [(event["canary"], event["request"]) for event in events] == [
        ("nonce_outside", None),
        ("nonce_outside.within", None),
    ]
    tripwire.state.sweep()
    assert "nonce_outside" not in sys.modules


def test_a_canary_that_is_only_looked_for_is_not_imported(events: Events) -> None:
    assert importlib.util.find_spec("nonce_looked_for") is not None
    assert events == []


def test_source_of_a_request_that_is_evaluated_is_told(events: Events, request_with: Begin) -> None:
    request_with(("query q", b"1 + 1 + 40"))
    assert eval("1 + 1 + 40") == 42  # noqa: S307  # a constant
    assert [(event["event"], event["call"]) for event in events] == [("sink", "compile")]


def test_an_inert_value_answers_everything_and_is_empty() -> None:
    value: Any = Stub("nonce").value
    assert (value == {}, bool(value), json.dumps(value), int(value), list(value)) == (True, False, "{}", 0, [])
    assert (value.anything(1), value["key"], value["a"]["b"], value.get("role"), value < 3) == ({}, {}, {}, None, False)
    value["key"] = 1
    value.role = "admin"
    value.update(role="admin")
    assert (value, value.role) == ({}, {})


def test_an_inert_class_can_be_built_in_every_way_of_pickle() -> None:
    made: Any = Stub("nonce").Thing
    assert isinstance(made, type)
    assert (made(1, a=2), made.__new__(made)) == ({}, {})
    assert copyreg.__newobj__(made, 1) == {}  # type: ignore[attr-defined]  # how pickle makes objects


def test_requests_at_the_same_time_are_told_apart(events: Events) -> None:
    def answer(number: int) -> None:
        for count in range(20):
            data = pickle.dumps({"number": number, "count": count})
            about = {"id": f"{number}-{count}", "method": "GET", "path": "/"}
            token = tripwire.begin([("query d", base64.b64encode(data))], about)
            pickle.loads(data)
            tripwire.end(token)

    threads = [threading.Thread(target=answer, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    told = sorted(event["request"]["id"] for event in events)
    assert told == sorted(f"{number}-{count}" for number in range(8) for count in range(20))
    assert {event["event"] for event in events} == {"sink"}
