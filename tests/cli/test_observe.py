"""Does `observe` tell what reaches the deserializers of a server, and end as its help says?"""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

Run = Callable[..., tuple[int, str, str]]

SERVER = """
import json
import pickle
import sys
from wsgiref.simple_server import make_server


def app(environ, start_response):
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    if environ["PATH_INFO"] == "/end":
        import os
        os._exit(9)
    value = pickle.loads(body) if environ["PATH_INFO"] == "/load" else {"size": len(body)}
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(value).encode()]


make_server("127.0.0.1", int(sys.argv[1]), app).serve_forever()
"""
LOADS = SERVER.splitlines().index(
    '    value = pickle.loads(body) if environ["PATH_INFO"] == "/load" else {"size": len(body)}'
)
#: A job in the background inherits that Ctrl-C is ignored, and a test runner may be one.
PROGRAM = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
from bearproof.cli.main import console
console()
"""
MODULE = "bearproof_canary_orchard"
CANARY = f"c{MODULE}\nvalue\n.".encode()


@pytest.fixture
def port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        number: int = listener.getsockname()[1]
        return number


@pytest.fixture
def server(project: Path) -> Path:
    """A folder with a server that loads what is sent to /load; it is also the current one."""
    (project / "server.py").write_text(SERVER)
    return project


class Observing:
    """A running `bearproof observe`."""

    def __init__(self, process: "subprocess.Popen[str]", url: str) -> None:
        self.process, self.url = process, url

    def send(self, path: str, body: bytes) -> None:
        with urllib.request.urlopen(self.url + path, body, timeout=10) as answer:  # noqa: S310  # loopback
            answer.read()

    def lines(self, count: int) -> list[str]:
        """So many lines of standard output, as they come."""
        assert self.process.stdout is not None
        return [self.process.stdout.readline().rstrip("\n") for _ in range(count)]

    def interrupted(self, number: int = signal.SIGINT) -> tuple[int, str, str]:
        self.process.send_signal(number)
        out, err = self.process.communicate(timeout=20)
        return self.process.returncode, out, err


@contextmanager
def observing(port: int, *options: str) -> Iterator[Observing]:
    url = f"http://127.0.0.1:{port}"
    command = [sys.executable, "-c", PROGRAM, "observe", *options, "--url", url, "--", sys.executable, "server.py"]
    with subprocess.Popen([*command, str(port)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        assert process.stderr.readline() == f"watching {url}; Ctrl-C ends the server\n"
        try:
            yield Observing(process, url)
        finally:
            process.kill()


@pytest.mark.usefixtures("server")
def test_a_server_that_loads_nothing_ends_with_0(port: int) -> None:
    with observing(port) as observed:
        observed.send("/size", CANARY)
        (hello,) = observed.lines(1)
        ended = observed.interrupted()
    assert hello.startswith("process ")
    assert hello.endswith("  hello  Python " + ".".join(map(str, sys.version_info[:3])))
    assert ended == (0, "", "")


@pytest.mark.usefixtures("server")
def test_what_a_canary_does_is_told_and_ends_with_1(port: int) -> None:
    with observing(port) as observed:
        observed.send("/load", CANARY)
        told = observed.lines(4)[1:]
        ended = observed.interrupted()
    at = f"server.py:{LOADS + 1}"
    assert told == [
        f"{at}  sink  POST /load: body reached pickle.loads",
        f"{at}  find-class  POST /load: pickle.loads looked up {MODULE}.value, sent in body",
        f"{at}  import-canary  POST /load: the canary {MODULE} sent in body was imported by pickle.loads",
    ]
    assert ended == (1, "", "")


@pytest.mark.usefixtures("server")
def test_json_is_one_event_a_line(port: int) -> None:
    with observing(port, "--format", "json") as observed:
        observed.send("/load", CANARY)
        events = [json.loads(line) for line in observed.lines(4)]
        code = observed.interrupted()[0]
    assert [event["event"] for event in events] == ["hello", "sink", "find-class", "import-canary"]
    assert [event["v"] for event in events] == [1, 1, 1, 1]
    assert code == 1


@pytest.mark.usefixtures("server")
def test_being_terminated_is_an_end_like_another(port: int) -> None:
    with observing(port) as observed:
        observed.send("/load", CANARY)
        observed.lines(4)
        ended = observed.interrupted(signal.SIGTERM)
    assert ended == (1, "", "")


@pytest.mark.usefixtures("server")
def test_a_server_that_ends_with_an_error_ends_with_3(port: int) -> None:
    with observing(port) as observed:
        with pytest.raises(OSError, match=r"closed|reset"):
            observed.send("/end", b"")
        _, err = observed.process.communicate(timeout=20)
    assert observed.process.returncode == 3
    assert err.splitlines()[0] == "error: the server ended with code 9"


@pytest.mark.usefixtures("server")
def test_nothing_of_the_server_is_left_after_ctrl_c(port: int) -> None:
    with observing(port) as observed:
        observed.interrupted()
    deadline = time.monotonic() + 5
    with socket.socket() as caller:
        while caller.connect_ex(("127.0.0.1", port)) == 0 and time.monotonic() < deadline:
            time.sleep(0.05)
        assert caller.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.usefixtures("project")
def test_a_command_that_ends_before_it_answers_is_told_with_its_words(bearproof: Run, port: int) -> None:
    program = "import sys; print('no such table'); sys.exit(9)"
    code, out, err = bearproof("observe", "--url", f"http://127.0.0.1:{port}", "--", sys.executable, "-c", program)
    assert (code, out) == (3, "")
    assert err.splitlines() == [
        "error: the app ended with code 9 before it answered: no such table",
        "advice: Start it by hand with the same command and environment, and see what it says.",
        "app: no such table",
    ]


@pytest.mark.usefixtures("project")
def test_only_this_machine_is_observed(bearproof: Run) -> None:
    code, out, err = bearproof("observe", "--url", "http://192.0.2.1:80", "true")
    assert (code, out) == (3, "")
    assert err.startswith("error: http://192.0.2.1:80 is not a loopback address")


@pytest.mark.parametrize("args", [("--url", "http://127.0.0.1:1"), ("--", "true"), ("--nothing", "--", "true")])
def test_a_command_line_that_says_too_little_is_a_usage_error(bearproof: Run, args: tuple[str, ...]) -> None:
    assert bearproof("observe", *args)[0] == 2


def test_options_after_the_command_are_its_own(bearproof: Run, tmp_path: Path) -> None:
    code, _, err = bearproof("observe", "--url", "http://192.0.2.1:80", str(tmp_path / "server"), "--format", "none")
    assert code == 3
    assert "--format" not in err
