"""Is an app started, watched and ended, however it is served and whatever interpreter it has?"""

from __future__ import annotations

import base64
import json
import os
import shlex
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bearproof.probe.starting.launch import Child, Start, started

Canary = Callable[[Child, str], bytes]
Brief = Callable[[Child], list[tuple[Any, ...]]]
Script = Callable[[str], str]

SERVERS = {
    "flask run": "flask --app shop run --port {port}",
    "gunicorn sync": "gunicorn --workers 2 --bind 127.0.0.1:{port} shop:app",
    "gunicorn threads": "gunicorn --worker-class gthread --threads 4 --bind 127.0.0.1:{port} shop:app",
    "waitress": "waitress-serve --listen 127.0.0.1:{port} shop:app",
}


def ask(url: str, body: bytes | None = None, headers: dict[str, str] | None = None) -> str:
    request = urllib.request.Request(url, data=body, headers=headers or {})  # noqa: S310  # loopback
    with urllib.request.urlopen(request, timeout=10) as answer:  # noqa: S310  # loopback
        text: str = answer.read().decode()
    return text


def query(document: bytes) -> str:
    return urllib.parse.urlencode({"data": base64.b64encode(document).decode()})


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def gone(pid: int) -> bool:
    deadline = time.monotonic() + 8
    while alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not alive(pid)


@pytest.fixture(scope="module")
def served(shop: Path) -> Iterator[Child]:
    package = Path(__file__).parents[2] / "src/bearproof"
    with started(Start(shop, app="shop:create_app", memory_mib=2048), package) as child:
        yield child


def test_a_canary_is_told_with_the_request_that_brought_it(served: Child, canary: Canary, brief: Brief) -> None:
    assert json.loads(ask(f"{served.url}/profile?{query(canary(served, 'one'))}")) == {}
    assert brief(served) == [
        ("find-class", "query", ("base64",), "/profile"),
        ("import-canary", "query", ("base64",), "/profile"),
        ("sink", "query", ("base64",), "/profile"),
    ]


@pytest.mark.parametrize("path", ["/thread", "/stream"])
def test_a_canary_in_a_thread_or_a_stream_is_told(served: Child, canary: Canary, brief: Brief, path: str) -> None:
    ask(f"{served.url}{path}?{query(canary(served, path[1:]))}")
    assert [(told[0], told[3]) for told in brief(served)] == [
        ("find-class", path),
        ("import-canary", path),
        ("sink", path),
    ]


def test_the_canary_of_an_earlier_start_is_told_too(served: Child) -> None:
    served.new_events()
    document = b"cbearproof_canary_0123abcd_one\nvalue\n."
    assert json.loads(ask(f"{served.url}/profile?{query(document)}")) == {}
    told = {event["event"]: event["canary"] for event in served.new_events()}
    assert told["import-canary"] == "bearproof_canary_0123abcd_one"


def test_each_start_has_new_canaries(served: Child, shop: Path, package: Path) -> None:
    with started(Start(shop, app="shop"), package) as other:
        assert other.canaries.startswith("bearproof_canary_")
        assert other.canaries != served.canaries


def test_a_canary_in_the_body_is_told(served: Child, canary: Canary, brief: Brief) -> None:
    assert json.loads(ask(f"{served.url}/body", canary(served, "two"))) == {}
    assert [(told[0], told[1], told[2]) for told in brief(served)] == [
        ("find-class", "body", ()),
        ("import-canary", "body", ()),
        ("sink", "body", ()),
    ]


def test_own_pickles_are_not_told(served: Child, brief: Brief) -> None:
    assert json.loads(ask(f"{served.url}/own?data=a+text+of+the+request")) == {"own": "a text of the request"}
    assert brief(served) == []


def test_the_probe_names_its_request_and_the_app_does_not_see_it(served: Child, canary: Canary) -> None:
    served.new_events()
    ask(f"{served.url}/profile?{query(canary(served, 'three'))}", headers={"X-Bearproof-Request": "probe-7"})
    stamped = [event["request"] for event in served.new_events()]
    assert stamped == [{"id": "probe-7", "method": "GET", "path": "/profile"}] * 3


def test_the_stack_names_the_line_of_the_app(served: Child, shop: Path, canary: Canary) -> None:
    served.new_events()
    ask(f"{served.url}/profile?{query(canary(served, 'four'))}")
    events: list[dict[str, Any]] = served.new_events()
    assert [event["stack"][0][::2] for event in events] == [[str(shop / "shop.py"), "profile"]] * 3


def test_the_app_sees_nothing_of_us_in_its_environment(served: Child) -> None:
    seen = json.loads(ask(f"{served.url}/environment"))
    assert seen == {"seen": [], "path": os.environ.get("PYTHONPATH"), "watched": "False", "hidden": None}


def test_the_memory_of_the_app_is_limited(served: Child) -> None:
    assert ask(f"{served.url}/memory") == "limited"


def test_the_log_holds_no_traceback_and_the_folder_no_new_file(served: Child, shop: Path) -> None:
    ask(f"{served.url}/own?data=x")
    assert "Traceback" not in served.log.read_text()
    assert sorted(path.name for path in shop.iterdir()) == ["bare.py", "shop.py"]


@pytest.mark.parametrize(
    "where", ["shop", "shop:app", "shop.py", "shop.py:app", "shop:create_app", "shop:create_app('other')"]
)
def test_an_app_is_found_as_flask_finds_it(shop: Path, package: Path, where: str) -> None:
    with started(Start(shop, app=where), package) as child:
        assert json.loads(ask(f"{child.url}/own?data=x")) == {"own": "x"}


@pytest.mark.real("server")
@pytest.mark.parametrize("server", sorted(SERVERS))
def test_every_server_is_watched(
    shop: Path, package: Path, port: int, script: Script, canary: Canary, brief: Brief, server: str
) -> None:
    words = shlex.split(SERVERS[server].format(port=port))
    start = Start(shop, command=(script(words[0]), *words[1:]), url=f"http://127.0.0.1:{port}")
    with started(start, package) as child:
        ask(f"{child.url}/profile?{query(canary(child, 'a'))}")
        ask(f"{child.url}/body", canary(child, "b"))
        told = brief(child)
        environment = json.loads(ask(f"{child.url}/environment"))
    assert [(each[0], each[3]) for each in told] == [
        ("find-class", "/body"),
        ("find-class", "/profile"),
        ("import-canary", "/body"),
        ("import-canary", "/profile"),
        ("sink", "/body"),
        ("sink", "/profile"),
    ]
    assert (environment["seen"], environment["path"]) == ([], os.environ.get("PYTHONPATH"))
    assert environment["watched"] == "False"


@pytest.mark.real("server")
@pytest.mark.parametrize("server", sorted(set(SERVERS) - {"flask run"}))
def test_an_app_of_no_framework_is_watched_under_every_server(
    shop: Path, package: Path, port: int, script: Script, canary: Canary, brief: Brief, server: str
) -> None:
    words = shlex.split(SERVERS[server].format(port=port).replace("shop:app", "bare:app"))
    start = Start(shop, command=(script(words[0]), *words[1:]), url=f"http://127.0.0.1:{port}")
    with started(start, package) as child:
        assert json.loads(ask(f"{child.url}/load", canary(child, "a"))) == {}
        assert brief(child) == [
            ("find-class", "body", (), "/load"),
            ("import-canary", "body", (), "/load"),
            ("sink", "body", (), "/load"),
        ]


@pytest.mark.real("server")
def test_every_worker_says_hello(shop: Path, package: Path, port: int, script: Script) -> None:
    line = f"{script('gunicorn')} --workers 3 --bind 127.0.0.1:{port} shop:app"
    with started(Start.run(shop, line, f"http://127.0.0.1:{port}"), package) as child:
        deadline = time.monotonic() + 5
        while len(child.hellos()) < 4 and time.monotonic() < deadline:
            time.sleep(0.05)
        pids = child.hellos()
        assert len(pids) == 4
    assert [pid for pid in pids if not gone(pid)] == []


def test_a_hidden_sitecustomize_is_loaded(shop: Path, package: Path, port: int, script: Script, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("HIDDEN = 'here'\n", encoding="utf-8")
    start = Start(
        shop,
        command=(script("flask"), "--app", "shop", "run", "--port", str(port)),
        url=f"http://127.0.0.1:{port}",
        environment={**os.environ, "PYTHONPATH": str(tmp_path)},
    )
    with started(start, package) as child:
        seen = json.loads(ask(f"{child.url}/environment"))
    assert (seen["hidden"], seen["path"]) == ("here", str(tmp_path))


@pytest.mark.parametrize("version", ["3.8", "3.9", "3.10", "3.11", "3.12", "3.13"])
def test_every_interpreter_is_watched(
    shop: Path,
    package: Path,
    interpreter: Callable[[str], str],
    canary: Canary,
    brief: Brief,
    version: str,
) -> None:
    start = Start(shop, app="bare", python=interpreter(version))
    with started(start, package) as child:
        assert ".".join(map(str, json.loads(ask(child.url))["version"])) == version
        assert json.loads(ask(child.url, canary(child, "a"))) == {}
        assert [told[:2] for told in brief(child)] == [
            ("find-class", "body"),
            ("import-canary", "body"),
            ("sink", "body"),
        ]


@pytest.mark.parametrize("version", ["3.8", "3.13"])
def test_a_command_of_every_interpreter_is_watched(
    shop: Path,
    package: Path,
    port: int,
    interpreter: Callable[[str], str],
    canary: Canary,
    brief: Brief,
    version: str,
) -> None:
    command = (interpreter(version), "bare.py", str(port))
    with started(Start(shop, command=command, url=f"http://127.0.0.1:{port}"), package) as child:
        assert json.loads(ask(child.url, canary(child, "a"))) == {}
        assert [told[:2] for told in brief(child)] == [
            ("find-class", "body"),
            ("import-canary", "body"),
            ("sink", "body"),
        ]


def test_nothing_is_left_when_the_block_is_left(shop: Path, package: Path) -> None:
    with started(Start(shop, app="shop"), package) as child:
        pid, folder = child.process.pid, child.log.parent
        assert alive(pid)
    assert not alive(pid)
    assert not folder.exists()


PARENT = """
import sys
from pathlib import Path
from bearproof.probe.starting.launch import Start, started
with started(Start(Path(sys.argv[1]), app="shop"), Path(sys.argv[2])) as child:
    print(child.process.pid, child.log.parent, flush=True)
    sys.stdin.read()
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_nothing_is_left_when_we_are_killed(shop: Path, package: Path, number: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(shop), str(package)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as parent:
        assert parent.stdout is not None
        pid, folder = parent.stdout.readline().decode().strip().split(" ", 1)
        assert alive(int(pid))
        parent.send_signal(number)
        parent.wait(10)
    assert gone(int(pid))
    deadline = time.monotonic() + 5
    while Path(folder).exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(folder).exists()


def test_the_time_of_an_app_is_limited(shop: Path, package: Path) -> None:
    with started(Start(shop, app="shop", lifetime=1.5), package) as child:
        assert gone(child.process.pid)
