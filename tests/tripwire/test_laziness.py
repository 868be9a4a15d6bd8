"""Does the tripwire take a request apart only when somebody asks, and then as it came?"""

# Loading plain data is what is tested.
# ruff: noqa: S301

from __future__ import annotations

import base64
import gc
import importlib
import io
import pickle
import threading
import weakref
from collections.abc import Iterator
from typing import Any

import pytest

from bearproof import tripwire
from bearproof.tripwire.carriers import Carriers

DATA = pickle.dumps({"role": "admin"})
QUERY = "d=" + base64.b64encode(DATA).decode()


@pytest.fixture
def taken_apart(monkeypatch: pytest.MonkeyPatch) -> list[Carriers]:
    """The carriers, each as often as they are taken apart."""
    found: list[Carriers] = []
    ours = Carriers.__iter__

    def counting(values: Carriers) -> Iterator[tuple[str, bytes]]:
        found.append(values)
        return ours(values)

    monkeypatch.setattr(Carriers, "__iter__", counting)
    return found


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    tripwire.state._recent.clear()  # noqa: SLF001  # requests are remembered for a while, which tests must not be


def origins(heard: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(event["origin"]["carrier"], event["origin"]["name"]) for event in heard]


def test_a_request_that_loads_nothing_is_never_taken_apart(
    events: list[dict[str, Any]], taken_apart: list[Carriers]
) -> None:
    tripwire.end(tripwire.begin(tripwire.carriers({"QUERY_STRING": QUERY})))
    assert (taken_apart, events) == ([], [])


def test_a_request_that_loads_twice_is_taken_apart_once(
    events: list[dict[str, Any]], taken_apart: list[Carriers]
) -> None:
    values = tripwire.carriers({"QUERY_STRING": QUERY})
    token = tripwire.begin(values)
    pickle.loads(DATA)
    pickle.loads(pickle.dumps("own"))
    assert taken_apart == [values]
    assert origins(events) == [("query", "d")]
    tripwire.end(token)


def test_what_middleware_changes_afterwards_is_told_as_it_came(events: list[dict[str, Any]]) -> None:
    environ: dict[str, object] = {"QUERY_STRING": QUERY, "HTTP_X_DATA": base64.b64encode(DATA).decode()}
    token = tripwire.begin(tripwire.carriers(environ))
    environ["QUERY_STRING"] = ""
    del environ["HTTP_X_DATA"]
    pickle.loads(DATA)
    assert origins(events) == [("query", "d")]
    tripwire.end(token)


def test_a_thread_that_loads_after_the_end_is_told(events: list[dict[str, Any]]) -> None:
    tripwire.end(tripwire.begin(tripwire.carriers({"QUERY_STRING": QUERY})))
    thread = threading.Thread(target=pickle.loads, args=(DATA,))
    thread.start()
    thread.join()
    assert origins(events) == [("query", "d")]


def test_text_of_a_class_of_its_own_is_text(events: list[dict[str, Any]]) -> None:
    class Marked(str):
        __slots__ = ()

    token = tripwire.begin(tripwire.carriers({"QUERY_STRING": Marked(QUERY)}))
    pickle.loads(DATA)
    tripwire.end(token)
    assert origins(events) == [("query", "d")]


def test_nothing_of_the_server_is_kept_alive_after_the_end() -> None:
    stream = io.BytesIO(b"")
    gone = weakref.ref(stream)
    tripwire.end(tripwire.begin(tripwire.carriers({"QUERY_STRING": QUERY, "wsgi.input": stream})))
    del stream
    gc.collect()
    assert gone() is None
    assert len(tripwire.state._recent) == 1  # noqa: SLF001  # so that it could have been kept


def test_what_is_met_for_the_first_time_is_not_kept_alive_either(monkeypatch: pytest.MonkeyPatch) -> None:
    class Connection:
        pass

    module = importlib.import_module("bearproof.tripwire.carriers")
    monkeypatch.setattr(module, "_objects", {})
    left = []
    for number in range(100):
        connection = Connection()
        left.append(weakref.ref(connection))
        tripwire.end(tripwire.begin(tripwire.carriers({f"shop.connection.{number}": connection, "PATH_INFO": "/"})))
        del connection
    assert [reference for reference in left if reference() is not None] == []
    assert len(module._objects) == 50  # noqa: SLF001  # what is learned has an end


def test_a_header_that_once_was_no_text_is_seen_when_it_is() -> None:
    sent = base64.b64encode(DATA).decode()
    tripwire.carriers({"QUERY_STRING": object(), "PATH_INFO": object(), "HTTP_X_DATA": object()})
    environ = {"QUERY_STRING": "d=" + sent, "PATH_INFO": "/" + sent, "HTTP_X_DATA": sent}
    assert {source for source, value in tripwire.carriers(environ) if value.decode() == sent} == {
        "query d",
        "path",
        "header X-Data",
    }


def test_a_request_with_a_large_body_is_not_remembered() -> None:
    tripwire.end(tripwire.begin(tripwire.carriers({}, b"x" * (tripwire.state.REMEMBERED_BYTES + 1))))
    tripwire.end(tripwire.begin(tripwire.carriers({"QUERY_STRING": "x" * (tripwire.state.REMEMBERED_BYTES + 1)})))
    assert len(tripwire.state._recent) == 0  # noqa: SLF001  # what is asked


def test_two_threads_that_ask_first_ask_the_same_search() -> None:
    token = tripwire.begin(tripwire.carriers({"QUERY_STRING": QUERY}))
    gate, found = threading.Barrier(8), []

    def ask() -> None:
        gate.wait()
        found.append(token.search)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tripwire.end(token)
    assert len(found) == 8
    assert len(set(map(id, found))) == 1


def test_what_cannot_be_taken_apart_is_refused_and_not_passed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_values: Carriers) -> Iterator[tuple[str, bytes]]:
        raise ValueError("cannot be read")

    monkeypatch.setattr(Carriers, "__iter__", broken)
    wire = tripwire.install(lambda _event: None, mode="refuse")
    token = tripwire.begin(tripwire.carriers({}))
    with pytest.raises(tripwire.Refused, match=r"\(unsure\)"):
        pickle.loads(DATA)
    tripwire.end(token)
    wire.close()
