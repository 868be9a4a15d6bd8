"""How is an example run? Written to a folder, started as `scan --app` does, asked as somebody whom it knows."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

import jwt
import pytest

from bearproof.checks._check import Example
from bearproof.probe.identity import Identity
from bearproof.probe.starting.launch import Start
from bearproof.scan.proving.live import Live

KEY = "3c2f1e0d9b8a7f6e5d4c3b2a1f0e9d8c7b6a5f4e3d2c1b0a9f8e7d6c5b4a3f2e"
AUDIENCE = "api"

Started = Callable[..., Live]


@pytest.fixture
def written(tmp_path: Path) -> Callable[[Example], Path]:
    """Writes an example's files to a folder of its own."""

    def write(example: Example) -> Path:
        folder = tmp_path / "example"
        for path, text in example.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(text, encoding="utf-8")
        return folder

    return write


def minted(name: str, role: str) -> Identity:
    """Somebody with a token that the examples and the guard both take."""
    now = int(time.time())
    claims = {
        "iss": AUDIENCE,
        "aud": AUDIENCE,
        "sub": name,
        "client_id": "tests",
        "jti": f"id-{name}-{now}",
        "iat": now,
        "exp": now + 900,
        "role": role,
        "roles": [role],
    }
    return Identity(name, jwt.encode(claims, KEY, algorithm="HS256", headers={"typ": "at+jwt"}))


@pytest.fixture
def member() -> Identity:
    return minted("alice", "member")


@pytest.fixture
def admin() -> Identity:
    return minted("mona", "admin")


@pytest.fixture
def live(member: Identity) -> Started:
    """How an example's app is started, and who asks it."""

    def begin(folder: Path, app: str = "app:app", *, who: Identity = member) -> Live:
        names = ("KEY", "STATE_KEY", "METRICS_KEY", "API_TOKEN_KEY", "JWT_KEY", "SECRET_KEY")
        environment = {**os.environ, **dict.fromkeys(names, KEY), "JWT_AUDIENCE": AUDIENCE}
        return Live(Start(folder, app=app, environment=environment), (who,), allow_unsafe_methods=True)

    return begin
