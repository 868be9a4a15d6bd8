"""Is a websocket closed until it is marked, where one is really served? Flask-Sock, and a client that connects."""

from __future__ import annotations

import contextlib
import http.client
import importlib.util
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

if importlib.util.find_spec("flask_sock") is None:
    pytest.skip("flask-sock is not installed", allow_module_level=True)

#: A handler lets the client speak first, and waits for it at the end: what comes with the handshake's answer, or just
#: before a close, may get lost in the client.
SHOP = """
from flask import Flask
from flask_sock import Sock
from bearproof.guard import Claims, Guard

guard = Guard.first_party(secret_env="TOKEN_KEY", audience="https://api.example", tripwire="{tripwire}")
app = Flask(__name__)
sock = Sock(app)

@app.get("/token")
@guard.public
def token():
    return guard.issue("alice", scopes=["talk"])

@sock.route("/me")
@guard.allow()
def me(ws, claims: Claims):
    while True:
        ws.send(claims.subject + " said " + ws.receive())

@sock.route("/talk")
@guard.allow(scope="talk")
def talk(ws):
    ws.receive()
    ws.send("you may talk")
    ws.receive()

@sock.route("/rule")
@guard.allow(scope="rule")
def rule(ws):
    ws.receive()
    ws.send("you may rule")
    ws.receive()

@sock.route("/open")
@guard.public
def opened(ws):
    ws.receive()
    ws.send("welcome")
    ws.receive()

@sock.route("/unmarked")
def unmarked(ws):
    ws.send("nobody decided")

guard.init_app(app)
"""
SERVERS = {
    "flask-run": ["flask", "--app", "shop", "run", "--port", "{port}"],
    "gunicorn-threads": ["gunicorn", "-k", "gthread", "--threads", "8", "--bind", "127.0.0.1:{port}", "shop:app"],
    "gunicorn-gevent": ["gunicorn", "-k", "gevent", "--workers", "1", "--bind", "127.0.0.1:{port}", "shop:app"],
}
WAYS = {f"{server}-{mode}": (command, mode) for server, command in SERVERS.items() for mode in ("observe", "refuse")}


@pytest.fixture(scope="module", params=WAYS.values(), ids=WAYS.keys())
def port(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, serving: Callable[..., Any]
) -> Iterator[int]:
    """Where the shop is served."""
    folder: Path = tmp_path_factory.mktemp("shop")
    command, mode = request.param
    (folder / "shop.py").write_text(SHOP.replace("{tripwire}", mode), encoding="utf-8")
    with serving(command, folder) as number:
        yield number


@pytest.fixture
def good(port: int) -> dict[str, str]:
    """The headers of somebody with a good token."""
    return {"Authorization": "Bearer " + ask(port, "/token")[1]}


def ask(port: int, path: str, **headers: str) -> tuple[int, str]:
    """Without an upgrade."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    said = answer.status, answer.read().decode()
    connection.close()
    return said


@contextlib.contextmanager
def connected(port: int, path: str, headers: dict[str, str]) -> Iterator[Any]:
    from simple_websocket import Client  # type: ignore[import-untyped]  # noqa: PLC0415  # comes with flask-sock

    client = Client(f"ws://127.0.0.1:{port}{path}", headers=headers)
    try:
        yield client
    finally:
        with contextlib.suppress(Exception):
            client.close()


def refused(port: int, path: str, headers: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """The answer to a handshake that leads nowhere."""
    upgrade = {
        "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }  # fmt: skip
    status, body = ask(port, path, **upgrade, **headers)
    problem: dict[str, Any] = json.loads(body)
    return status, problem


@pytest.mark.real("flask run and gunicorn")
def test_a_socket_talks_with_who_has_a_token(port: int, good: dict[str, str]) -> None:
    with connected(port, "/me", good) as client:
        client.send("hello")
        first = client.receive(10)
        client.send("again")
        assert (first, client.receive(10)) == ("alice said hello", "alice said again")


@pytest.mark.real("flask run and gunicorn")
def test_a_socket_that_is_open_to_all_needs_no_token(port: int, good: dict[str, str]) -> None:
    with connected(port, "/open", {}) as one, connected(port, "/talk", good) as other:
        one.send("hello")
        other.send("hello")
        assert (one.receive(10), other.receive(10)) == ("welcome", "you may talk")


@pytest.mark.real("flask run and gunicorn")
@pytest.mark.parametrize("path", ["/me", "/talk", "/rule", "/unmarked", "/nowhere"])
def test_a_handshake_without_a_token_is_refused(port: int, path: str) -> None:
    assert refused(port, path, {}) == (401, {"type": "about:blank", "title": "Unauthorized", "status": 401})


@pytest.mark.real("flask run and gunicorn")
@pytest.mark.parametrize("path", ["/rule", "/unmarked"])
def test_a_handshake_that_the_claims_do_not_open_is_refused(port: int, good: dict[str, str], path: str) -> None:
    assert refused(port, path, good) == (403, {"type": "about:blank", "title": "Forbidden", "status": 403})


@pytest.mark.real("flask run and gunicorn")
def test_the_server_goes_on_after_all_that(port: int, good: dict[str, str]) -> None:
    with connected(port, "/me", good):
        assert ask(port, "/token")[0] == 200
