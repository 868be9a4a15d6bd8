"""Is the sensor complete as a copy, harmless as a layer, and whole in what it writes?"""

from __future__ import annotations

import io
import json
import os
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from bearproof import sensor, tripwire
from bearproof.probe.starting import launch
from bearproof.sensor import watch
from bearproof.sensor.events import EventFile
from bearproof.sensor.middleware import REQUEST_HEADER, Middleware


def environ(**more: object) -> dict[str, Any]:
    return {"REQUEST_METHOD": "POST", "PATH_INFO": "/load", "QUERY_STRING": "", **more}


def run(app: Callable[..., Iterable[bytes]], **more: object) -> bytes:
    answer = Middleware(app)(environ(**more), lambda *_args: None)
    try:
        return b"".join(answer)
    finally:
        answer.close()  # type: ignore[attr-defined]  # ours has it


def test_the_copy_is_what_the_manifest_names(package: Path, tmp_path: Path) -> None:
    launch._copy(package, tmp_path)  # noqa: SLF001  # what the launcher does before it starts anything
    target = tmp_path / "import" / launch.PACKAGE
    copied = {path.relative_to(target) for path in target.rglob("*.py")} - {Path("__init__.py")}
    assert copied == set(sensor.files())


def test_launcher_and_sensor_mean_the_same_variables(shop: Path, tmp_path: Path) -> None:
    start = launch.Start(shop, command=("true",), environment={})
    set_by_us = launch._environment(start, tmp_path)  # noqa: SLF001  # what the sensor will read
    assert {
        watch.EVENTS_VARIABLE,
        watch.CANARIES_VARIABLE,
        watch.SENSOR_VARIABLE,
        watch.LINES_VARIABLE,
    } <= set(set_by_us)


def test_without_an_event_file_nothing_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BEARPROOF_EVENTS", raising=False)
    before = list(tripwire.wires)
    assert watch.start() is False
    assert tripwire.wires == before


def test_the_app_reads_its_body_as_without_us() -> None:
    def app(environ: dict[str, Any], _start: object) -> Iterable[bytes]:
        yield environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))

    body = b"0123456789"
    assert run(app, **{"wsgi.input": io.BytesIO(body + b"more"), "CONTENT_LENGTH": "10"}) == body


def test_the_app_does_not_see_the_header_of_the_probe() -> None:
    key = "HTTP_" + REQUEST_HEADER.upper().replace("-", "_")
    seen: list[bool] = []

    def app(environ: dict[str, Any], _start: object) -> Iterable[bytes]:
        seen.append(key in environ)
        return [b""]

    run(app, **{key: "probe-1"})
    assert seen == [False]


def test_a_request_lasts_until_its_answer_is_closed() -> None:
    during: list[dict[str, str] | None] = []

    def app(_environ: object, _start: object) -> Iterable[bytes]:
        yield b"one"
        request = tripwire.current()
        during.append(request and request.about)

    run(app, HTTP_X_BEARPROOF_REQUEST="probe-2")
    assert during == [{"id": "probe-2", "method": "POST", "path": "/load"}]
    assert tripwire.current() is None


def test_an_app_that_raises_ends_its_request_too() -> None:
    def app(_environ: object, _start: object) -> Iterable[bytes]:
        raise RuntimeError("the app's own")

    with pytest.raises(RuntimeError, match="the app's own"):
        run(app)
    assert tripwire.current() is None


def test_an_answer_is_closed_once_through_two_layers() -> None:
    closed: list[int] = []

    class Answer(list[bytes]):
        def close(self) -> None:
            closed.append(1)

    assert run(Middleware(lambda *_args: Answer([b"x"]))) == b"x"
    assert closed == [1]


def test_lines_of_many_writers_stay_whole(tmp_path: Path) -> None:
    file = EventFile(str(tmp_path / "events"))

    def write(number: int) -> None:
        for count in range(50):
            file.write({"v": 1, "writer": number, "count": count, "filler": "x" * 500})

    threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = [json.loads(line) for line in (tmp_path / "events").read_text().splitlines()]
    assert len({(line["writer"], line["count"]) for line in lines}) == 400


def test_a_full_event_file_says_so_once_and_is_written_to_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bearproof.sensor.events.MOST_BYTES", 40)
    file = EventFile(str(tmp_path / "events"))
    file.write({"v": 1, "event": "hello"})
    file.write({"v": 1, "event": "sink", "pid": 7, "time": 1.5, "call": "pickle.loads"})
    file.write({"v": 1, "event": "find-class"})
    assert [json.loads(line) for line in (tmp_path / "events").read_text().splitlines()] == [
        {"v": 1, "event": "hello"},
        {"v": 1, "event": "sink", "pid": 7, "time": 1.5, "call": "pickle.loads"},
        {"v": 1, "event": "full", "pid": 7, "time": 1.5, "call": None},
    ]


def test_a_line_too_long_goes_without_its_stack(tmp_path: Path) -> None:
    EventFile(str(tmp_path / "events")).write({"v": 1, "stack": ["x" * 70_000]})
    assert (tmp_path / "events").read_text() == '{"v": 1, "stack": null}\n'


def test_only_its_owner_reads_the_event_file(tmp_path: Path) -> None:
    EventFile(str(tmp_path / "events")).write({"v": 1})
    assert os.stat(tmp_path / "events").st_mode & 0o077 == 0  # noqa: PTH116  # the mode is what is asked


@pytest.mark.parametrize("line", [b"{", b"[]", b"\xff", b'{"v": 2}', b"null"])
def test_a_line_that_is_no_event_is_passed_over(line: bytes) -> None:
    assert launch._event(line) is None  # noqa: SLF001  # what the child may write is not ours to trust
