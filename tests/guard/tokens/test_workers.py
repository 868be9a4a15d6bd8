"""Do published keys and stores work where servers fork, use threads, or use greenlets?"""

# ruff: noqa: ANN401  # the fixtures' classes stand in conftest, which cannot be imported
from __future__ import annotations

import contextlib
import http.client
import importlib.util
import os
import socket
import subprocess
import sys
import sysconfig
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

SHOP = """
import os
from flask import Flask
from bearproof.guard import Claims, Fetching, Guard, SQLiteStore, TrustedIssuer

how = Fetching(cooldown=0.2, fresh=0.2, patience=20.0, timeout=20.0, unknown=0.2, insecure_loopback_http=True)
guard = Guard(
    issuer=TrustedIssuer(os.environ["ISSUER"], fetching=how),
    audience="https://api.example",
    store=SQLiteStore("tokens.db"),
    clock=lambda: 1_700_000_000,
    tripwire="off",
)
app = Flask(__name__)

@app.get("/me")
@guard.allow()
def me(claims: Claims):
    return str(os.getpid())

@app.post("/logout")
@guard.allow()
def logout(claims: Claims):
    guard.revocations.token(claims)
    return "bye"

guard.init_app(app)
"""
GREENLETS = """
import sys
if sys.argv[1] == "first":
    from gevent import monkey
    monkey.patch_all()
import shop
if sys.argv[1] == "late":
    from gevent import monkey
    monkey.patch_all()
import gevent

def ask(token):
    return shop.app.test_client().get("/me", headers={"Authorization": "Bearer " + token}).status_code

tokens = sys.stdin.read().split()
ticks = []
def tick():
    while True:
        ticks.append(1)
        gevent.sleep(0.01)
ticking = gevent.spawn(tick)
asked = [gevent.spawn(ask, token) for token in tokens]
gevent.joinall(asked, timeout=50)
ticking.kill()
print(sorted({each.value for each in asked}), len(ticks) > 5)
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "shop.py").write_text(SHOP, encoding="utf-8")
    (tmp_path / "greenlets.py").write_text(GREENLETS, encoding="utf-8")
    return tmp_path


def answer_late(issuer: Any) -> None:
    """Half a second after it was asked."""
    until = time.monotonic() + 50
    while not issuer.asked and time.monotonic() < until:
        time.sleep(0.01)
    time.sleep(0.5)
    issuer.hold.set()


@pytest.mark.skipif(importlib.util.find_spec("gevent") is None, reason="gevent is not installed")
@pytest.mark.parametrize("patched", ["first", "late"])
def test_greenlets_wait_for_keys_without_stopping_each_other(issuer: Any, folder: Path, patched: str) -> None:
    """`late` is gunicorn with preload: the app is loaded before gevent changes what threads are."""
    tokens = [issuer.token("first", jti=str(number)) for number in range(8)]
    issuer.hold.clear()
    threading.Thread(target=answer_late, args=(issuer,)).start()
    environment = os.environ | {"ISSUER": issuer.name, "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [sys.executable, "greenlets.py", patched], input="\n".join(tokens), env=environment, cwd=folder,
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.stdout, done.returncode) == ("[200] True\n", 0), done.stderr


SERVERS = {
    "preload": ["--preload", "--workers", "2"],
    "forked-before-loading": ["--workers", "2"],
    "threads": ["--preload", "--workers", "2", "-k", "gthread", "--threads", "4"],
    "gevent": ["--workers", "2", "-k", "gevent"],
    "gevent-preload": ["--preload", "--workers", "2", "-k", "gevent"],
}


@contextlib.contextmanager
def served(folder: Path, issuer: Any, options: list[str]) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    program = Path(sysconfig.get_path("scripts")) / "gunicorn"
    if not program.exists():
        pytest.skip("gunicorn is not installed")
    command = [sys.executable, str(program), *options, "--bind", f"127.0.0.1:{port}", "shop:app"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, cwd=folder, env=os.environ | {"ISSUER": issuer.name}, stderr=log)
    try:
        until = time.monotonic() + 30
        while time.monotonic() < until:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(20)


def ask(port: int, token: str, method: str = "GET", path: str = "/me") -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request(method, path, headers={"Authorization": "Bearer " + token})
    answer = connection.getresponse()
    said = answer.status, answer.read().decode()
    connection.close()
    return said


@pytest.mark.real("gunicorn")
@pytest.mark.parametrize("options", SERVERS.values(), ids=SERVERS.keys())
def test_what_one_worker_takes_back_no_worker_accepts(issuer: Any, folder: Path, options: list[str]) -> None:
    taken, kept = issuer.token("first", jti="taken"), issuer.token("first", jti="kept")
    with served(folder, issuer, options) as port, ThreadPoolExecutor(4) as threads:
        before = list(threads.map(lambda _: ask(port, taken), range(100)))
        assert ask(port, taken, "POST", "/logout") == (200, "bye")
        after = list(threads.map(lambda _: ask(port, taken)[0], range(100)))
        others = {ask(port, kept)[0] for _ in range(10)}
    assert {status for status, _ in before} == {200}
    assert len({worker for _, worker in before}) == 2
    assert (set(after), others) == ({401}, {200})


@pytest.mark.real("gunicorn")
def test_an_issuer_that_dies_under_load_makes_no_5xx(issuer: Any, folder: Path) -> None:
    seen: list[int] = []
    over = threading.Event()

    def load(number: int, port: int) -> None:
        turn = 0
        while not over.is_set():
            turn += 1
            seen.append(ask(port, issuer.token("first", jti=f"{number} {turn}"))[0])

    with served(folder, issuer, SERVERS["threads"]) as port, ThreadPoolExecutor(3) as threads:
        assert {ask(port, issuer.token("first", jti=f"warm {number}"))[0] for number in range(20)} == {200}
        for number in range(3):
            threads.submit(load, number, port)
        time.sleep(0.3)
        issuer.stop()
        issuer.new_key("second")
        during = {ask(port, issuer.token("second", jti=str(number)))[0] for number in range(10)}
        good_during = ask(port, issuer.token("first", jti="during"))[0]
        issuer.start()
        until = time.monotonic() + 20
        while ask(port, issuer.token("second"))[0] != 200 and time.monotonic() < until:
            time.sleep(0.05)
        over.set()
        assert ask(port, issuer.token("second"))[0] == 200
    assert (during, good_during) == ({401}, 200)
    assert (len(seen) > 20, set(seen)) == (True, {200})
