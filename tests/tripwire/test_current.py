"""Which request is the current one when requests begin and end in any order, in any thread?"""

# Loading plain data is what is tested.
# ruff: noqa: S301

from __future__ import annotations

import gc
import pickle
import threading
import weakref
from collections.abc import Callable, Iterator
from contextvars import copy_context
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bearproof import tripwire

DATA = pickle.dumps({"role": "admin"})


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    yield
    tripwire.state._recent.clear()  # noqa: SLF001  # requests are remembered for a while, which tests must not be


def elsewhere(act: Callable[[], object]) -> None:
    thread = threading.Thread(target=act)
    thread.start()
    thread.join()


def test_the_outer_request_is_current_again_after_the_inner_one() -> None:
    outer, inner = tripwire.begin([]), tripwire.begin([])
    tripwire.end(inner)
    assert tripwire.current() is outer
    tripwire.end(outer)
    assert tripwire.current() is None


def test_an_outer_request_that_ended_first_does_not_come_back() -> None:
    outer, inner = tripwire.begin([]), tripwire.begin([])
    tripwire.end(outer)
    assert tripwire.current() is inner
    tripwire.end(inner)
    assert tripwire.current() is None


def test_the_one_around_it_comes_back_when_the_one_between_has_ended() -> None:
    first, second, third = tripwire.begin([]), tripwire.begin([]), tripwire.begin([])
    tripwire.end(second)
    tripwire.end(third)
    assert tripwire.current() is first
    tripwire.end(first)
    assert tripwire.current() is None


def test_a_request_that_ended_in_another_thread_does_not_come_back() -> None:
    before = tripwire.begin([])
    elsewhere(lambda: tripwire.end(before))
    after = tripwire.begin([])
    tripwire.end(after)
    assert tripwire.current() is None


def test_requests_that_end_in_other_threads_are_not_held_for_ever() -> None:
    first = tripwire.begin([])
    gone = weakref.ref(first)
    elsewhere(lambda token=first: tripwire.end(token))  # type: ignore[misc]  # bound now, so that nothing else holds it
    del first
    for _ in range(20):
        token = tripwire.begin([])
        elsewhere(lambda token=token: tripwire.end(token))  # type: ignore[misc]  # the same
    tripwire.end(tripwire.begin([]))
    gc.collect()
    assert gone() is None


@given(order=st.permutations(range(4)))
def test_after_any_order_of_ends_nothing_is_current(order: list[int]) -> None:
    requests = [tripwire.begin([]) for _ in range(4)]
    seen = []
    for number in order:
        tripwire.end(requests[number])
        seen.append(tripwire.current())
    left = [max(set(range(4)) - set(order[: count + 1]), default=None) for count in range(4)]
    assert seen == [None if number is None else requests[number] for number in left]


def test_bytes_are_told_as_of_the_request_that_still_runs() -> None:
    heard: list[dict[str, Any]] = []
    wire = tripwire.install(heard.append)
    first = tripwire.begin([("body", DATA)], {"id": "first"})
    second = tripwire.begin([("query d", b"x")], {"id": "second"})
    third = tripwire.begin([("query d", b"x")], {"id": "third"})
    tripwire.end(second)
    tripwire.end(third)
    pickle.loads(DATA)
    tripwire.end(first)
    wire.close()
    assert [event["request"]["id"] for event in heard] == ["first"]


def test_work_that_goes_on_in_the_context_of_an_ended_request_is_told() -> None:
    heard: list[dict[str, Any]] = []
    wire = tripwire.install(heard.append)
    request = tripwire.begin([("body", DATA + b"x" * tripwire.state.REMEMBERED_BYTES)], {"id": "large"})
    context = copy_context()
    tripwire.end(request)
    context.run(pickle.loads, DATA)
    wire.close()
    assert [event["request"]["id"] for event in heard] == ["large"]
