"""Are the libraries that deserialize seen too, each by the name under which the app called it?"""

# Loading plain data is what is tested.
# ruff: noqa: ARG001, S301

from __future__ import annotations

import contextlib
import importlib
import io
import json
import pickle
import shelve
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bearproof import tripwire

Begin = Callable[..., tripwire.Request]
Events = list[dict[str, Any]]


class Unreadable(io.RawIOBase):
    """A text stream that cannot be read ahead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._file = io.StringIO(text)

    def read(self, size: int = -1) -> str:  # type: ignore[override]  # a text stream
        return self._file.read(size)


def brief(events: Events) -> list[tuple[object, object, object]]:
    return [(event["event"], event["call"], event["canary"]) for event in events]


@pytest.mark.parametrize("name", ["Loader", "UnsafeLoader", "CLoader", "CUnsafeLoader"])
def test_an_unsafe_yaml_loader_imports_the_canary(events: Events, request_with: Begin, name: str) -> None:
    yaml = pytest.importorskip("yaml")
    loader = getattr(yaml, name, None) or pytest.skip(f"this PyYAML has no {name}")
    text = f"!!python/name:nonce_{name.lower()}.value"
    request_with(("body", text.encode()))
    assert yaml.load(text, Loader=loader) == {}
    assert brief(events) == [
        ("sink", "yaml.load", None),
        ("find-class", "yaml.load", f"nonce_{name.lower()}"),
        ("import-canary", "yaml.load", f"nonce_{name.lower()}"),
    ]


@pytest.mark.parametrize("name", ["FullLoader", "CFullLoader"])
def test_the_full_loader_is_told_but_imports_nothing(events: Events, request_with: Begin, name: str) -> None:
    yaml = pytest.importorskip("yaml")
    loader = getattr(yaml, name, None) or pytest.skip(f"this PyYAML has no {name}")
    text = f"!!python/name:nonce_{name.lower()}.value"
    request_with(("body", text.encode()))
    with pytest.raises(yaml.YAMLError):
        yaml.load(text, Loader=loader)
    assert brief(events)[0] == ("sink", "yaml.load", None)
    assert "import-canary" not in [event["event"] for event in events]


def test_a_loader_used_by_hand_and_a_subclass_of_it_are_told(events: Events, request_with: Begin) -> None:
    yaml = pytest.importorskip("yaml")
    mine = type("Mine", (yaml.UnsafeLoader,), {})
    request_with(("body", b"role: administrator"))
    assert mine("role: administrator").get_single_data() == {"role": "administrator"}
    assert yaml.load(io.StringIO("role: administrator"), yaml.Loader) == {"role": "administrator"}
    assert [event["event"] for event in events] == ["sink", "sink"]


def test_a_yaml_stream_that_cannot_be_read_ahead_is_told(events: Events, request_with: Begin) -> None:
    yaml = pytest.importorskip("yaml")
    request_with(("body", b"role: administrator"))
    assert yaml.load(Unreadable("role: administrator"), yaml.UnsafeLoader) == {"role": "administrator"}
    assert [event["event"] for event in events] == ["sink"]


def test_safe_yaml_is_nobodys_business(events: Events, request_with: Begin) -> None:
    yaml = pytest.importorskip("yaml")
    request_with(("body", b"role: administrator"))
    assert yaml.safe_load("role: administrator") == {"role": "administrator"}
    assert events == []


def test_yaml_of_a_request_is_refused_to_an_unsafe_loader(refusals: Events, request_with: Begin) -> None:
    yaml = pytest.importorskip("yaml")
    request_with(("body", b"role: administrator"))
    with pytest.raises(tripwire.Refused):
        yaml.load("role: administrator", yaml.Loader)
    assert brief(refusals) == [("refused", "yaml.load", None)]


def test_jsonpickle_imports_the_canary(events: Events, request_with: Begin) -> None:
    jsonpickle = pytest.importorskip("jsonpickle")
    text = json.dumps({"py/object": "nonce_j.Thing", "a": 1})
    request_with(("query q", text.encode()))
    assert type(jsonpickle.decode(text, keys=True)).__name__ == "Thing"
    assert brief(events) == [
        ("sink", "jsonpickle.decode", None),
        ("find-class", "jsonpickle.decode", "nonce_j"),
        ("import-canary", "jsonpickle.decode", "nonce_j"),
    ]


def test_a_part_of_the_json_given_to_jsonpickle_is_found(events: Events, request_with: Begin) -> None:
    jsonpickle = pytest.importorskip("jsonpickle")
    body = {"state": {"py/tuple": [1, 2]}, "other": 3}
    request_with(("body", json.dumps(body, indent=1).encode()))
    assert jsonpickle.decode(json.dumps(body["state"]), keys=True) == (1, 2)
    assert [event["origin"]["chain"] for event in events] == [["json:$.state"]]


def test_jsonpickle_of_a_request_is_refused(refusals: Events, request_with: Begin) -> None:
    jsonpickle = pytest.importorskip("jsonpickle")
    text = json.dumps({"py/tuple": [1, 2]})
    request_with(("query q", text.encode()))
    with pytest.raises(tripwire.Refused):
        jsonpickle.decode(text, keys=True)
    assert brief(refusals) == [("refused", "jsonpickle.decode", None)]


@pytest.mark.parametrize("call", ["dill.loads", "dill.load", "cloudpickle.loads", "cloudpickle.load", "joblib.load"])
def test_what_loads_through_pickle_is_told_by_its_own_name(events: Events, request_with: Begin, call: str) -> None:
    library = pytest.importorskip(call.partition(".")[0])
    load = getattr(library, call.partition(".")[2])
    document = b"cnonce_" + call.replace(".", "_").encode() + b"\nvalue\n."
    request_with(("body", document))
    given = document if call.endswith("loads") else io.BytesIO(document)
    assert load(given) == {}
    assert {event["event"] for event in events} == {"sink", "find-class", "import-canary"}


@pytest.mark.parametrize("call", ["dill.loads", "dill.load", "cloudpickle.loads", "cloudpickle.load", "joblib.load"])
def test_what_loads_through_pickle_is_refused(refusals: Events, request_with: Begin, call: str) -> None:
    library = pytest.importorskip(call.partition(".")[0])
    load = getattr(library, call.partition(".")[2])
    document = pickle.dumps({"role": "admin"})
    request_with(("body", document))
    given = document if call.endswith("loads") else io.BytesIO(document)
    with pytest.raises(tripwire.Refused):
        load(given)
    assert [event["event"] for event in refusals] == ["refused"]


def test_a_shelf_of_the_apps_own_is_read_in_silence(refusals: Events, request_with: Begin, tmp_path: Path) -> None:
    with contextlib.closing(shelve.open(str(tmp_path / "shelf"))) as shelf:
        shelf["key"] = {"role": "user"}
    request_with(("query key", b"key"))
    with contextlib.closing(shelve.open(str(tmp_path / "shelf"))) as shelf:
        assert shelf["key"] == {"role": "user"}
    assert refusals == []


def test_a_library_that_comes_later_is_wrapped_and_keeps_its_loader(tmp_path: Path, late_path: None) -> None:
    (tmp_path / "latecomer.py").write_text("def load(): return 1\n", encoding="utf-8")
    wrapped: list[str] = []
    tripwire.when_imported("latecomer", lambda module: wrapped.append(module.__name__))
    wire = tripwire.install(lambda _event: None)
    module = importlib.import_module("latecomer")
    wire.close()
    assert wrapped == ["latecomer"]
    assert type(module.__loader__).__name__ == "SourceFileLoader"
    assert module.__spec__ is not None
    assert module.__spec__.loader is module.__loader__


@pytest.fixture
def late_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.syspath_prepend(str(tmp_path))
    yield
    tripwire.sinks.LATE.pop("latecomer", None)
