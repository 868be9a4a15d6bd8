"""Issuers on loopback that publish keys as they are told, and count how often they are asked."""

from __future__ import annotations

import contextlib
import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from jwt.algorithms import ECAlgorithm

NOW = 1_700_000_000
AUDIENCE = "https://api.example"


class Published:
    """An issuer: its keys, where it publishes them, and what it was asked. It can be stopped and started again."""

    def __init__(self) -> None:
        self.keys: dict[str, ec.EllipticCurvePrivateKey] = {}
        self.asked: list[str] = []
        #: Path -> status, headers and body; what stands here is answered in place of keys and metadata.
        self.answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.hold = threading.Event()
        self.hold.set()
        self.drips, self.over = False, threading.Event()
        self._server: ThreadingHTTPServer | None = None
        self.port = 0

    @property
    def name(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def new_key(self, kid: str) -> None:
        self.keys[kid] = ec.generate_private_key(ec.SECP256R1())

    def token(self, kid: str, *, named: bool = True, **changed: Any) -> str:  # noqa: ANN401  # any claim
        claims = {
            "iss": self.name, "aud": AUDIENCE, "sub": "alice", "client_id": "web", "jti": "1", "iat": NOW,
            "exp": NOW + 60,
        }  # fmt: skip
        headers = {"typ": "at+jwt"} | ({"kid": kid} if named else {}) | changed.pop("header", {})
        return jwt.encode(claims | changed, self.keys[kid], algorithm="ES256", headers=headers)

    def start(self) -> None:
        """Answer, at the same address as before."""
        issuer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                issuer.asked.append(self.path)
                issuer.hold.wait(10)
                status, headers, body = issuer.answer(self.path)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                step = 1 if issuer.drips else len(body)
                with contextlib.suppress(OSError):
                    for start in range(0, len(body), step or 1):
                        self.wfile.write(body[start : start + step])
                        issuer.over.wait(0.05 if issuer.drips else 0)

            def log_message(self, *_args: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Be away."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        if path in self.answers:
            return self.answers[path]
        if path == "/keys":
            made = [json.loads(ECAlgorithm.to_jwk(key.public_key())) | {"kid": kid} for kid, key in self.keys.items()]
            return 200, {}, json.dumps({"keys": made}).encode()
        if path == "/.well-known/openid-configuration":
            return 200, {}, json.dumps({"issuer": self.name, "jwks_uri": self.name + "/keys"}).encode()
        return 404, {}, b""


@pytest.fixture
def make_issuer() -> Iterator[Callable[[], Published]]:
    """Starts issuers, each with one key named `first`."""
    made: list[Published] = []

    def make() -> Published:
        issuer = Published()
        issuer.new_key("first")
        issuer.start()
        made.append(issuer)
        return issuer

    yield make
    for each in made:
        each.hold.set()
        each.over.set()
        each.stop()


@pytest.fixture
def issuer(make_issuer: Callable[[], Published]) -> Published:
    """An issuer that answers."""
    return make_issuer()


class Moment:
    """A monotonic clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def moment() -> Moment:
    """The clock by which keys grow old."""
    return Moment()
