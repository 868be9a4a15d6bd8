"""A guarded app under a clock that stands still, and tokens made without the code that is tested."""

from __future__ import annotations

import contextlib
import hmac
import json
import logging
import os
import socket
import subprocess
import sys
import sysconfig
import time
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bearproof import tripwire
from bearproof.guard import Claims, Guard

NOW = 1_700_000_000
KEY = "mkuC2cYxWkUoK5Yp0cL0T3W7c9p0c0N4d9nq3P5r8sE"
AUDIENCE = "https://api.example"
HEADER = {"alg": "HS256", "typ": "at+jwt"}
CLAIMS: dict[str, Any] = {
    "iss": AUDIENCE, "aud": AUDIENCE, "sub": "alice", "client_id": "web", "jti": "1", "iat": NOW, "exp": NOW + 60,
}  # fmt: skip


def _part(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()


def _token(  # noqa: PLR0913  # each is one thing that a hostile token may have differently
    *,
    header: dict[str, Any] | None = None,
    claims: dict[str, Any] | None = None,
    without: str = "",
    raw_header: bytes | None = None,
    raw_claims: bytes | None = None,
    secret: str = KEY,
    digest: str = "sha256",
    mangle: Callable[[str], str] | None = None,
) -> str:
    head = {**HEADER, **(header or {})}
    said = {**CLAIMS, **(claims or {})}
    head.pop(without.removeprefix("header "), None)
    said.pop(without, None)
    first = _part(json.dumps(head).encode() if raw_header is None else raw_header)
    second = _part(json.dumps(said).encode() if raw_claims is None else raw_claims)
    signed = f"{first}.{second}"
    made = signed + "." + _part(hmac.digest(secret.encode(), signed.encode(), digest))
    return made if mangle is None else mangle(made)


@pytest.fixture
def token() -> Callable[..., str]:
    """Makes a good token, but for what the arguments change in it."""
    return _token


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = float(NOW)

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    """The clock of `guard`."""
    return Clock()


@pytest.fixture
def guard(clock: Clock) -> Guard:
    """A guard with one key, and without the tripwire."""
    return Guard.first_party(secret_env="KEY", audience=AUDIENCE, environment={"KEY": KEY}, clock=clock, tripwire="off")


@pytest.fixture
def app(guard: Guard) -> Flask:
    """Two routes: /open, and /me for any good token."""
    app = Flask(__name__)

    @app.get("/open")
    @guard.public
    def opened() -> str:
        return "open"

    @app.route("/me", methods=["GET", "POST"])
    @guard.allow()
    def me(claims: Claims) -> str:
        return claims.subject

    guard.init_app(app)
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Asks `app`."""
    return app.test_client()


@pytest.fixture
def good(token: Callable[..., str]) -> dict[str, str]:
    """The headers of a request with a good token."""
    return {"Authorization": "Bearer " + token()}


@pytest.fixture
def reasons(caplog: pytest.LogCaptureFixture) -> Callable[[], list[str]]:
    """The reasons in the security log so far."""
    caplog.set_level(logging.WARNING, "bearproof.guard")
    return lambda: [json.loads(record.getMessage()).get("reason") for record in caplog.records]


@pytest.fixture
def wire() -> Iterator[None]:
    """Whatever wire the test lays is taken away again."""
    yield
    tripwire.state.wires.clear()
    # Requests are remembered for a while, and one that no client has closed still counts; tests must not meet them.
    tripwire.state._recent.clear()  # noqa: SLF001  # as above
    tripwire.state._active.clear()  # noqa: SLF001  # as above
    tripwire.state._current.set(None)  # noqa: SLF001  # as above


@pytest.fixture(scope="session")
def serving() -> Callable[[list[str], Path], contextlib.AbstractContextManager[int]]:
    """Serves what a folder holds: the command, in which {port} stands for the port that is yielded."""
    return _serving


@contextlib.contextmanager
def _serving(command: list[str], folder: Path) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    script, *rest = [part.format(port=port) for part in command]
    program = Path(sysconfig.get_path("scripts")) / script
    if not program.exists():
        pytest.skip(f"{script} is not installed")
    environment = {**os.environ, "TOKEN_KEY": KEY, "PYTHONPATH": str(folder)}
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen([sys.executable, str(program), *rest], cwd=folder, env=environment, stderr=log)
    try:
        until = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            if time.monotonic() > until:
                pytest.fail(f"{script} does not listen: {(folder / 'log').read_text()}")
            time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait(20)
