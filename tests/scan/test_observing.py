"""Is an event told on one line, whatever is in it, and counted as what it is?"""

from __future__ import annotations

from pathlib import Path

import pytest

from bearproof.scan.proving.observing import Observed, line

UNKNOWN = "process None  sink  bytes of the request reached None"
FOLDER = Path("/srv/shop")
SINK = {
    "v": 1,
    "event": "sink",
    "pid": 7,
    "call": "pickle.loads",
    "origin": {"carrier": "query", "name": "data", "chain": ["base64", "zlib"]},
    "request": {"id": "1", "method": "GET", "path": "/profile"},
    "stack": [
        ["/usr/lib/python3/pickle.py", 1, "loads"],
        ["/srv/shop/.venv/lib/site-packages/dill/_dill.py", 2, "loads"],
        ["/srv/shop/views/profile.py", 41, "profile"],
        ["/srv/shop/app.py", 3, "main"],
    ],
}


def test_the_line_of_the_app_itself_is_named() -> None:
    assert line(SINK, FOLDER) == (
        'views/profile.py:41  sink  GET /profile: query "data" (base64 > zlib) reached pickle.loads'
    )


def test_the_line_of_a_library_is_named_where_there_is_none_of_the_app() -> None:
    told = line({**SINK, "stack": [["/usr/lib/python3/pickle.py", 1, "loads"]]}, FOLDER)
    assert told.startswith("/usr/lib/python3/pickle.py:1  sink  ")


def test_an_import_outside_of_any_request_is_told_without_one() -> None:
    event = {"event": "import-canary", "pid": 7, "canary": "bearproof_canary_x", "call": "import"}
    assert line(event, FOLDER) == "process 7  import-canary  the canary bearproof_canary_x was imported by import"


@pytest.mark.parametrize(
    ("event", "told"),
    [
        ({}, "process None  None  told"),
        ({"event": "sink", "stack": "no list", "origin": 3, "request": []}, UNKNOWN),
        ({"event": "sink", "stack": [[], ["/a.py"], 5]}, UNKNOWN),
        ({"event": "failed", "pid": 7, "reason": "reloads"}, "process 7  failed  reloads"),
        ({"event": "hello", "pid": 7, "python": "3.8.1"}, "process 7  hello  Python 3.8.1"),
    ],
)  # fmt: skip
def test_whatever_the_app_wrote_is_told(event: dict[str, object], told: str) -> None:
    assert line(event, FOLDER) == told


@pytest.mark.parametrize(
    ("events", "reached"),
    [
        ({}, False),
        ({"hello": 3, "failed": 1}, False),
        ({"hello": 1, "sink": 1}, True),
        ({"find-class": 1}, True),
        ({"import-canary": 1}, True),
    ],
)
def test_what_counts_as_reached(events: dict[str, int], reached: bool) -> None:  # noqa: FBT001  # a literal expected value
    assert Observed(events).reached is reached


@pytest.mark.parametrize(
    ("observed", "incomplete"),
    [
        (Observed({"hello": 1}), False),
        (Observed({"hello": 1}, code=0), False),
        (Observed({"hello": 1}, code=9), True),
        (Observed({"hello": 1, "sink": 3, "full": 1}), True),
    ],
)
def test_what_counts_as_incomplete(observed: Observed, incomplete: bool) -> None:  # noqa: FBT001  # a literal expected value
    assert observed.incomplete is incomplete
