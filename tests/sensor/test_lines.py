"""Is it seen which watched lines a request got to, and what came next, under every interpreter and server?"""

from __future__ import annotations

import importlib.util
import json
import shlex
import shutil
import subprocess
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bearproof import tripwire
from bearproof.probe.starting.launch import Child, Start, started
from bearproof.sensor import lines

HERE = Path(__file__).parent
PACKAGE = HERE.parents[1] / "src/bearproof"
IF_ONE, ONE = "if n == 1:", 'return b"one"'

TOLD = [
    ("taken", [[IF_ONE, ONE]]),
    ("not taken", [[IF_ONE, 'return b"other"']]),
    ("at the end, taken", [[IF_ONE, 'out.append(b"y")']]),
    ("at the end, not taken", [[IF_ONE, "return"]]),
    ("several lines, taken", [["if (", 'return b"inside"']]),
    ("several lines, cut short", [["if (", 'return b"outside"']]),
    ("returned", [["return bytes(n)", "return"]]),
    ("raised", [["return {}[n]", "raise"]]),
    ("caught", [["{}[n]", "except KeyError:"]]),
    ("looped", [["while left:", "left -= 1"], ["while left:", 'return b"done"']]),
    ("recursive", [["if n == 0:", "return recursive(n - 1)"], ["if n == 0:", 'return b"bottom"']]),
    ("decorator lets through", [["if n == 2:", "return view(n)"], [IF_ONE, ONE]]),
    ("decorator refuses", [["if n == 2:", 'return b"refused"']]),
    ("nested", [[IF_ONE, 'return b"inner"']]),
    ("in a lambda", [["ask = lambda: bytes(n)", "return ask()"], ["ask = lambda: bytes(n)", "return"]]),
    ("in a comprehension", [['return b"".join([bytes(each) for each in range(n)])', "return"]]),
    ("streamed", [[IF_ONE, 'yield b"one"']]),
    ("paused in a place", [['got = (yield b"a"), (yield b"b")', "yield repr(got).encode()"]]),
    ("handed on", [['yield from [b"a", b"b"]', 'yield b"c"']]),
    ("thrown into", [['yield b"a"', "raise"]]),
    ("raised while streaming", [["{}[n]", "raise"]]),
    ("asynchronous", [["if await sleep(n) == 1:", ONE]]),
    ("asynchronous in a thread", [["if await sleep(n) == 1:", 'return b"other"']]),
    ("traced by the app", [[IF_ONE, ONE]]),
    ("relative", [[IF_ONE, ONE]]),
    ("linked", [[IF_ONE, ONE]]),
]
BLIND = [
    ("too deep", "tracer-lost"),
    ("loses the tracer", "tracer-lost"),
    ("other tracer", "other-tracer"),
    ("in a thread of its own", "other-thread"),
]

SHOP = """
import flask
import watched_app

app = flask.Flask("shop")


@app.get("/<name>/<int:n>")
def view(name, n):
    return app.response_class(getattr(watched_app, name)(n))


@app.get("/async/<int:n>")
async def waiting(n):
    if n == 1:  # here
        return "one"
    return "other"
"""
SERVERS = {
    "flask run": "flask --app lined run --port {port}",
    "gunicorn sync": "gunicorn --workers 2 --bind 127.0.0.1:{port} lined:app",
    "gunicorn threads": "gunicorn --worker-class gthread --threads 4 --bind 127.0.0.1:{port} lined:app",
    "waitress": "waitress-serve --listen 127.0.0.1:{port} lined:app",
}


@pytest.fixture(scope="module", params=["3.8", "3.9", "3.10", "3.11", "3.12", "3.13"])
def answers(
    request: pytest.FixtureRequest, interpreter: Callable[[str], str], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Any]:
    """What the scenario prints under an interpreter."""
    folder = tmp_path_factory.mktemp("copied")
    for room in ("sensor", "tripwire"):
        shutil.copytree(PACKAGE / room, folder / "bearproof_sensor" / room)
    (folder / "bearproof_sensor/__init__.py").touch()
    command = [interpreter(request.param), "-B", str(HERE / "lines_scenario.py"), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stderr == ""
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


@pytest.mark.parametrize(("case", "told"), TOLD)
def test_the_line_and_the_next_line_are_told(answers: dict[str, Any], case: str, told: list[list[str]]) -> None:
    assert answers[case] == {
        "told": told, "blind": [], "same": True, "unnamed": 0, "requests": ["probe-1"], "left on": False,
    }  # fmt: skip


@pytest.mark.parametrize(("case", "reason"), BLIND)
def test_what_could_not_be_watched_is_told_once(answers: dict[str, Any], case: str, reason: str) -> None:
    answer = answers[case]
    assert (answer["told"], answer["blind"], answer["same"], answer["left on"]) == ([], [reason], True, False)


def test_the_other_tracer_goes_on_seeing(answers: dict[str, Any]) -> None:
    assert answers["other tracer"]["seen"] is True


def test_an_exception_that_is_swallowed_has_a_next_line(answers: dict[str, Any]) -> None:
    # Python 3.10 and newer leave a `with` block by its first line.
    ((line, following),) = answers["swallowed"]["told"]
    assert line == "{}[n]"
    assert following in {"with contextlib.suppress(KeyError):", 'return b"after"'}


def test_a_generator_that_is_left_standing_has_reached_its_line(answers: dict[str, Any]) -> None:
    # Python 3.13 closes it without running it.
    ((line, following),) = answers["left standing"]["told"]
    assert line == 'yield b"a"'
    assert following in {"raise", None}


def test_a_file_that_only_looks_like_a_watched_one_is_not_watched(answers: dict[str, Any]) -> None:
    assert answers["another file"]["told"] == []


def test_the_next_lines_of_a_place_are_bounded() -> None:
    heard: list[dict[str, Any]] = []
    wire = tripwire.install(heard.append)
    place = lines.Place(__file__, 1, 2)
    watch = lines.Watch(lines.Places([place]), {"id": "probe-1"})
    for following in [*range(100), *range(100)]:
        watch.tell(place, following)
    watch.end()
    wire.close()
    assert [event["next"] for event in heard] == list(range(20))


def test_no_request_is_watched_when_there_are_no_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "_places", None)
    lines.watch_places("")
    assert lines.watch({"id": "probe-1"}) is None
    lines.watch_places("[]")
    assert lines.watch({"id": "probe-1"}) is None


@pytest.fixture(scope="module")
def lined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a Flask app whose views are watched."""
    folder = tmp_path_factory.mktemp("lined")
    shutil.copy(HERE / "watched_app.py", folder)
    (folder / "lined.py").write_text(SHOP, encoding="utf-8")
    return folder


def places(folder: Path) -> tuple[tuple[str, int, int], ...]:
    return tuple(
        (str(path), number, number)
        for path in (folder / "lined.py", folder / "watched_app.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if line.endswith("# here")
    )


def told(child: Child, path: str) -> list[tuple[str, str]]:
    """The watched lines that a named request for the path got to, as text."""
    request = urllib.request.Request(child.url + path, headers={"X-Bearproof-Request": "probe-1"})  # noqa: S310  # loopback
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  # loopback
        answer.read()
    events: list[dict[str, Any]] = [event for event in child.new_events() if event["event"] != "hello"]
    assert {event["event"] for event in events} == {"line"}
    assert {event["request"]["path"] for event in events} == {path}
    return [(_text(*event["place"]), _text(event["place"][0], event["next"])) for event in events]


def _text(file: str, line: int) -> str:
    return Path(file).read_text(encoding="utf-8").splitlines()[line - 1].partition("  #")[0].strip()


def test_an_app_of_flask_is_watched(lined: Path, package: Path) -> None:
    with started(Start(lined, app="lined", lines=places(lined)), package) as child:
        assert told(child, "/behind_a_decorator/1") == [("if n == 2:", "return view(n)"), (IF_ONE, ONE)]
        assert told(child, "/behind_a_decorator/3")[1] == (IF_ONE, 'return b"other"')
        assert told(child, "/streamed/1") == [(IF_ONE, 'yield b"one"')]
        log = child.log.read_text()
    assert "Traceback" not in log


@pytest.mark.skipif(importlib.util.find_spec("asgiref") is None, reason="async views of Flask want asgiref")
def test_an_async_view_of_flask_is_watched(lined: Path, package: Path) -> None:
    with started(Start(lined, app="lined", lines=places(lined)), package) as child:
        assert told(child, "/async/1") == [(IF_ONE, 'return "one"')]
        assert told(child, "/async/2") == [(IF_ONE, 'return "other"')]


def test_a_request_that_no_probe_named_is_not_watched(lined: Path, package: Path) -> None:
    with started(Start(lined, app="lined", lines=places(lined)), package) as child:
        with urllib.request.urlopen(f"{child.url}/taken/1", timeout=10) as answer:  # noqa: S310  # loopback
            assert answer.read() == b"one"
        assert child.new_events() == []


@pytest.mark.real("server")
@pytest.mark.parametrize("server", sorted(SERVERS))
def test_lines_are_watched_under_every_server(
    lined: Path, package: Path, port: int, script: Callable[[str], str], server: str
) -> None:
    words = shlex.split(SERVERS[server].format(port=port))
    start = Start(lined, command=(script(words[0]), *words[1:]), url=f"http://127.0.0.1:{port}", lines=places(lined))
    with started(start, package) as child:
        assert told(child, "/taken/1") == [(IF_ONE, ONE)]
        assert told(child, "/taken/2") == [(IF_ONE, 'return b"other"')]
        assert told(child, "/streamed/1") == [(IF_ONE, 'yield b"one"')]
