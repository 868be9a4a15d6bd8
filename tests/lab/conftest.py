"""How is a lab app started in a test? Imported afresh from its folder, with keys and a database of its own."""

from __future__ import annotations

import base64
import hashlib
import importlib
import importlib.util
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from flask import Flask

from bearproof import lab

TOKEN_KEY = "k" * 40
ISSUER = "https://board.example"
AUDIENCE = "https://api.board.example"

Start = Callable[[Path, str], Flask]


@pytest.fixture(scope="session")
def partner_key() -> rsa.RSAPrivateKey:
    """The partner's RSA key pair."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@pytest.fixture(scope="session")
def partner_text(partner_key: rsa.RSAPrivateKey) -> str:
    """The public half as the apps read it: base64 of the DER form."""
    der = partner_key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return base64.b64encode(der).decode()


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, partner_text: str) -> None:
    """What both apps read from outside."""
    members = [
        {"name": "alice", "role": "member", "password": "apple"},
        {"name": "bob", "role": "member", "password": "banana"},
        {"name": "mona", "role": "admin", "password": "melon"},
    ]
    # The real function takes most of a test's time, and no test here is about it.
    monkeypatch.setattr("hashlib.scrypt", _quick_digest)
    monkeypatch.setenv("LAB_TOKEN_KEY", TOKEN_KEY)
    monkeypatch.setenv("LAB_SESSION_KEY", "s" * 40)
    monkeypatch.setenv("LAB_PARTNER_KEY", partner_text)
    monkeypatch.setenv("LAB_MEMBERS", json.dumps(members))
    monkeypatch.setenv("LAB_DATABASE", str(tmp_path / "lab.db"))


@pytest.fixture
def start(environment: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Start]:  # noqa: ARG001  # its effect is used
    """Starts the app of a package in a folder; its modules are forgotten when the test ends."""
    started: list[str] = []

    def begin(folder: Path, package: str) -> Flask:
        monkeypatch.syspath_prepend(str(folder))
        started.append(package)
        app: Flask = importlib.import_module(package).create_app()
        return app

    yield begin
    for name in [name for name in sys.modules if name.partition(".")[0] in started]:
        del sys.modules[name]


@pytest.fixture
def vulnerable(start: Start) -> Flask:
    return start(lab.VULNERABLE, "corkboard")


@pytest.fixture
def guarded(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    monkeypatch.setenv("LAB_DATABASE", str(tmp_path / "guarded.db"))
    return start(lab.GUARDED, "pinboard")


@pytest.fixture
def token() -> Callable[..., str]:
    """Mints a good token, or one with some claims changed; a claim that is None is left out."""

    def mint(
        name: str | None = "alice",
        role: str = "member",
        *,
        key: str | rsa.RSAPrivateKey = TOKEN_KEY,
        alg: str = "HS256",
        **other: object,
    ) -> str:
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": AUDIENCE, "sub": name, "role": role, "jti": f"id-{name}", "iat": now}
        claims |= {"exp": now + 300} | other
        return jwt.encode({k: v for k, v in claims.items() if v is not None}, key, algorithm=alg)

    return mint


@pytest.fixture
def relayout_module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("lab_relayout", Path(__file__).with_name("relayout.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def _quick_digest(password: bytes, *, salt: bytes, **_costs: int) -> bytes:
    return hashlib.sha256(salt + password).digest()
