"""Apps to be started: one of Flask, in a folder of its own, and a bare one for interpreters that have no Flask."""

from __future__ import annotations

import importlib.util
import socket
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bearproof.probe.starting.launch import Child

PACKAGE = Path(__file__).parents[2] / "src/bearproof"

SHOP = """
import base64
import os
import pickle
import subprocess
import sys
import threading

from flask import Flask, jsonify, request


def create_app(name="shop"):
    app = Flask(name)
    early = pickle.loads

    @app.get("/profile")
    def profile():
        return jsonify(early(base64.b64decode(request.args["data"])))

    @app.get("/thread")
    def thread():
        data, out = base64.b64decode(request.args["data"]), []
        worker = threading.Thread(target=lambda: out.append(pickle.loads(data)))
        worker.start()
        worker.join()
        return jsonify(out)

    @app.post("/body")
    def body():
        return jsonify(pickle.load(request.stream))

    @app.get("/stream")
    def stream():
        data = base64.b64decode(request.args["data"])
        return app.response_class(str(pickle.loads(data)) for _ in range(1))

    @app.get("/own")
    def own():
        return jsonify(pickle.loads(pickle.dumps({"own": request.args["data"]})))

    @app.get("/environment")
    def environment():
        seen = [name for name in os.environ if name.startswith("BEARPROOF") and name != "BEARPROOF_CI"]
        grandchild = "import sys; print('bearproof_sensor' in sys.modules)"
        watched = subprocess.run([sys.executable, "-c", grandchild], stdout=subprocess.PIPE).stdout.decode().strip()
        hidden = getattr(sys.modules.get("sitecustomize"), "HIDDEN", None)
        return jsonify(seen=seen, path=os.environ.get("PYTHONPATH"), watched=watched, hidden=hidden)

    @app.get("/memory")
    def memory():
        try:
            bytearray(3 * 1024 ** 3)
        except MemoryError:
            return "limited"
        return "unlimited"

    return app


app = create_app()
"""

BARE = """
import json
import pickle
import sys


def app(environ, start_response):
    size = int(environ.get("CONTENT_LENGTH") or 0)
    value = pickle.loads(environ["wsgi.input"].read(size)) if size else {"version": list(sys.version_info[:2])}
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(value).encode()]


if __name__ == "__main__":
    from wsgiref.simple_server import make_server

    make_server("127.0.0.1", int(sys.argv[1]), app).serve_forever()
"""


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the apps."""
    folder = tmp_path_factory.mktemp("shop folder")
    (folder / "shop.py").write_text(SHOP, encoding="utf-8")
    (folder / "bare.py").write_text(BARE, encoding="utf-8")
    return folder


@pytest.fixture
def package() -> Path:
    """The folder that holds sensor and tripwire."""
    return PACKAGE


@pytest.fixture
def port() -> int:
    """A port of this machine that was free just now."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        number: int = listener.getsockname()[1]
        return number


@pytest.fixture(scope="session")
def interpreter() -> Callable[[str], str]:
    """The path of an interpreter of a version, or a skip."""
    path = Path(__file__).parents[1] / "tripwire/interpreters.py"
    spec = importlib.util.spec_from_file_location("interpreters", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)

    def find(version: str) -> str:
        found: str | None = module.found(version)
        return found or pytest.skip(f"no Python {version} here")

    return find


@pytest.fixture
def script() -> Callable[[str], str]:
    """The path of a script that is installed beside the interpreter, or a skip."""

    def find(name: str) -> str:
        path = Path(sys.executable).parent / name
        return str(path) if path.exists() else pytest.skip(f"{name} is not installed")

    return find


@pytest.fixture
def canary() -> Callable[[Child, str], bytes]:
    """A document that names a module of the child's canaries, and does nothing."""
    return lambda child, name: b"c" + (child.canaries + name).encode() + b"\nvalue\n."


@pytest.fixture
def brief() -> Callable[[Child], list[tuple[Any, ...]]]:
    """The events of a child without hello: kind, origin and path of the request, sorted."""

    def tell(child: Child) -> list[tuple[Any, ...]]:
        events: list[dict[str, Any]] = [event for event in child.new_events() if event["event"] != "hello"]
        return sorted(
            (event["event"], event["origin"]["carrier"], tuple(event["origin"]["chain"]), event["request"]["path"])
            for event in events
        )

    return tell
