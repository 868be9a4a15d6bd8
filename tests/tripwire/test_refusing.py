"""Is what came with a request refused, and what is the app's own let through?"""

# Loading plain data is what is tested.
# ruff: noqa: ARG001, S301, S302, SLF001

from __future__ import annotations

import copyreg
import io
import json
import marshal
import pickle
import sqlite3
import threading
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from bearproof import tripwire
from bearproof.tripwire.opcodes import bomb

Begin = Callable[..., tripwire.Request]
Events = list[dict[str, Any]]
ADMIN = pickle.dumps({"role": "admin"})
LONG_BINPUT = b"\x80\x02Nr\xff\xff\xff\x0f."


class Plan:
    """An application's own class."""

    name = "free"


def test_a_refusal_is_raised_and_kept_for_the_layer_outside(refusals: Events, request_with: Begin) -> None:
    request = request_with(("body", ADMIN))
    with pytest.raises(
        tripwire.Refused, match=r"^pickle\.loads was kept from bytes that came with a request \(origin\)$"
    ):
        pickle.loads(ADMIN)
    assert [event["reason"] for event in request.refusals] == ["origin"]
    assert [event["mode"] for event in refusals] == ["refuse"]


def test_a_refusal_that_the_app_swallows_is_on_record(refusals: Events, request_with: Begin) -> None:
    request = request_with(("body", ADMIN))
    try:
        role = pickle.loads(ADMIN)["role"]
    except Exception:  # noqa: BLE001  # what many apps do
        role = "user"
    assert (role, len(request.refusals)) == ("user", 1)


def test_a_refusal_rolls_a_transaction_back(refusals: Events, request_with: Begin) -> None:
    request_with(("body", ADMIN))
    database = sqlite3.connect(":memory:", isolation_level=None)
    database.execute("create table orders (name)")
    database.execute("begin")
    database.execute("insert into orders values ('half')")
    try:
        pickle.loads(ADMIN)
    except Exception:  # noqa: BLE001  # how frameworks roll back
        database.execute("rollback")
    assert database.execute("select count(*) from orders").fetchone() == (0,)
    database.close()


def test_what_is_trusted_is_loaded_and_told_with_its_reason(refusals: Events, request_with: Begin) -> None:
    request_with(("body", ADMIN))
    with tripwire.trusted("signed by us, checked above"):
        assert pickle.loads(ADMIN) == {"role": "admin"}
    assert [(event["event"], event["trusted"]) for event in refusals] == [("sink", "signed by us, checked above")]
    with pytest.raises(tripwire.Refused):
        pickle.loads(ADMIN)


def test_trust_wants_a_reason() -> None:
    with pytest.raises(ValueError, match="needs a reason"), tripwire.trusted(""):
        pass


@pytest.mark.parametrize(
    "document",
    [
        LONG_BINPUT,
        b"\x80\x02N" + b"p999999999\n.",
        b"\x80\x05\x96\xff\xff\xff\x7f\x00\x00\x00\x00.",
        b"\x80\x04\x8e\xff\xff\xff\x7f\x00\x00\x00\x00.",
    ],
)
def test_a_memory_bomb_is_refused_although_its_origin_is_unknown(
    refusals: Events, request_with: Begin, document: bytes
) -> None:
    request_with(("body", b"encrypted, or otherwise not to be followed"))
    with pytest.raises(tripwire.Refused):
        pickle.loads(document)
    assert [event["reason"] for event in refusals] == ["bomb"]


@pytest.mark.parametrize("protocol", range(6))
def test_a_genuine_pickle_is_no_bomb(protocol: int) -> None:
    value = {f"proper key {number}": ["reader", b"r" * 300, number, float(number)] for number in range(600)}
    assert bomb(pickle.dumps(value, protocol)) is None


def test_what_could_not_be_searched_is_refused(refusals: Events, request_with: Begin) -> None:
    request = request_with(("body", json.dumps(["x" * 50] * 100).encode()))
    request.search._seconds = 0
    with pytest.raises(tripwire.Refused):
        pickle.loads(pickle.dumps({"own": 1}))
    assert [event["reason"] for event in refusals] == ["unsure"]


def test_a_search_that_fails_refuses(refusals: Events, request_with: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    request_with(("body", b"anything"))
    monkeypatch.setattr("bearproof.tripwire.matching._related", None)
    with pytest.raises(tripwire.Refused):
        pickle.loads(ADMIN)
    assert [event["reason"] for event in refusals] == ["unsure"]


def test_a_small_first_document_does_not_disarm_the_stream(refusals: Events, request_with: Begin) -> None:
    request_with(("body", b"N." + ADMIN))
    unpickler = pickle.Unpickler(OneByOne(b"N." + ADMIN))
    with pytest.raises(tripwire.Refused):
        [unpickler.load(), unpickler.load()]
    assert [event["reason"] for event in refusals] == ["origin"]


class OneByOne:
    """A stream that cannot be read ahead."""

    def __init__(self, data: bytes) -> None:
        self._file = io.BytesIO(data)

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)

    def readline(self) -> bytes:
        return self._file.readline()


def test_a_thread_that_outlives_its_request_is_refused(refusals: Events) -> None:
    token = tripwire.begin([("body", ADMIN)])
    outcome: list[str] = []
    go = threading.Event()
    thread = threading.Thread(target=lambda: (go.wait(5), outcome.append(attempt(ADMIN))))
    thread.start()
    tripwire.end(token)
    go.set()
    thread.join()
    assert outcome == ["refused"]
    assert [event["reason"] for event in refusals] == ["origin"]


def attempt(data: bytes) -> str:
    try:
        pickle.loads(data)
    except tripwire.Refused:
        return "refused"
    return "loaded"


def test_a_code_of_the_extension_registry_is_refused(refusals: Events, request_with: Begin) -> None:
    copyreg.add_extension(__name__, "Plan", 77)
    try:
        document = b"\x80\x02\x82\x4d."
        request_with(("body", document))
        with pytest.raises(tripwire.Refused):
            # The C function itself, as one has it who bound it where no wrapping reaches.
            pickle.loads.__wrapped__(document)  # type: ignore[attr-defined]  # functools.wraps puts it there
    finally:
        copyreg.remove_extension(__name__, "Plan", 77)
    assert [event["reason"] for event in refusals] == ["origin"]


@pytest.mark.parametrize(
    "load",
    [
        lambda: pickle.loads(pickle.dumps(Plan())).name,
        lambda: pickle.loads(zlib.decompress(zlib.compress(pickle.dumps({"name": "free"}))))["name"],
        lambda: pickle.load(io.BytesIO(pickle.dumps({"name": "free"})))["name"],
        lambda: marshal.loads(marshal.dumps({"name": "free"}))["name"],
    ],
    ids=["own class", "cache", "file", "marshal"],
)
def test_the_apps_own_values_are_loaded_inside_a_request(
    refusals: Events, request_with: Begin, load: Callable[[], str]
) -> None:
    request_with(("body", json.dumps({"plan": "free", "name": "a name of the request"}).encode()))
    assert load() == "free"
    assert refusals == []


def test_the_apps_own_values_are_loaded_in_a_thread(refusals: Events, request_with: Begin) -> None:
    request_with(("body", b"something of the request"))
    outcome: list[str] = []
    thread = threading.Thread(target=lambda: outcome.append(attempt(ADMIN)))
    thread.start()
    thread.join()
    assert (outcome, refusals) == (["loaded"], [])


def test_outside_of_requests_everything_is_loaded(refusals: Events) -> None:
    assert attempt(LONG_BINPUT.replace(b"\xff\xff\xff\x0f", b"\x01\x00\x00\x00")) == "loaded"
    assert attempt(ADMIN) == "loaded"
    assert refusals == []


def test_a_closed_wire_refuses_nothing(request_with: Begin) -> None:
    tripwire.install(lambda _event: None, mode="refuse").close()
    request_with(("body", ADMIN))
    assert attempt(ADMIN) == "loaded"


def test_a_mode_of_no_meaning_is_an_error() -> None:
    with pytest.raises(ValueError, match="observe or refuse"):
        tripwire.install(lambda _event: None, mode="watch")


def test_the_body_is_read_and_can_be_read_again() -> None:
    environ: dict[str, object] = {"wsgi.input": io.BytesIO(ADMIN + b"next request"), "CONTENT_LENGTH": str(len(ADMIN))}
    assert tripwire.buffered(environ) == ADMIN
    assert environ["wsgi.input"].read() == ADMIN  # type: ignore[attr-defined]  # a file


def test_a_body_that_is_too_long_is_left_to_the_app() -> None:
    environ: dict[str, object] = {"wsgi.input": io.BytesIO(b"0123456789"), "wsgi.input_terminated": True}
    assert tripwire.buffered(environ, 4) == b""
    assert environ["wsgi.input"].read() == b"0123456789"  # type: ignore[attr-defined]  # a file
