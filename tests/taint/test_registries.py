"""Where are functions kept until a request asks for one? Views, tables and records, beside those that hold another."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

HEAD = """\
import base64, io, json, os, pickle

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
"""

#: Whole apps behind their imports; the line that is found ends with a mark.
FOUND: dict[str, str] = {
    "MethodView with class attr and decorators": """
        from flask.views import MethodView
        class Base(MethodView):
            codec = json
            def load(self):
                return self.codec.loads(request.get_data())  # found
        class Old(Base):
            codec = pickle
            def post(self):
                return str(self.load())
        app.add_url_rule("/x", view_func=Old.as_view("x"))
    """,
    "MethodView init kwargs": """
        from flask.views import MethodView
        class V(MethodView):
            init_every_request = False
            def __init__(self, load):
                self.load = load
            def post(self):
                return str(self.load(request.get_data()))  # found
        app.add_url_rule("/x", view_func=V.as_view("x", pickle.loads))
    """,
    "MethodView init keyword": """
        from flask.views import MethodView
        class V(MethodView):
            def __init__(self, load):
                self.load = load
            def post(self):
                return str(self.load(request.get_data()))  # found
        app.add_url_rule("/x", view_func=V.as_view("x", load=pickle.loads))
    """,
    "View dispatch_request": """
        from flask.views import View
        class V(View):
            methods = ["POST"]
            def dispatch_request(self):
                return str(self.read())
            def read(self):
                return pickle.loads(request.data)  # found
        app.add_url_rule("/x", view_func=V.as_view("x"))
    """,
    "extension init_app": """
        class Codec:
            def __init__(self, app=None):
                self.loads = json.loads
                if app is not None:
                    self.init_app(app)
            def init_app(self, app):
                self.loads = pickle.loads
                app.extensions["codec"] = self
        codec = Codec()
        codec.init_app(app)
        @app.post("/x")
        def x():
            return str(codec.loads(request.get_data()))  # found
    """,
    "lru_cache factory": """
        from functools import lru_cache
        @lru_cache(maxsize=None)
        def reader(kind):
            return {"a": json.loads, "b": pickle.loads}[kind]
        @app.post("/x")
        def x():
            return str(reader(request.args["k"])(request.get_data()))  # found
    """,
    "SimpleNamespace registry": """
        from types import SimpleNamespace
        R = SimpleNamespace(old=pickle.loads, new=json.loads)
        @app.post("/x")
        def x():
            return str(R.old(request.get_data()))  # found
    """,
    "SimpleNamespace getattr tainted": """
        from types import SimpleNamespace
        R = SimpleNamespace(old=pickle.loads, new=json.loads)
        @app.post("/x")
        def x():
            return str(getattr(R, request.args["k"])(request.get_data()))  # found
    """,
    "MappingProxyType registry": """
        from types import MappingProxyType
        R = MappingProxyType({"old": pickle.loads, "new": json.loads})
        @app.post("/x")
        def x():
            return str(R[request.args["k"]](request.get_data()))  # found
    """,
    "namedtuple registry": """
        from collections import namedtuple
        Codec = namedtuple("Codec", "name load")
        ALL = [Codec("json", json.loads), Codec("old", pickle.loads)]
        @app.post("/x")
        def x():
            for c in ALL:
                if c.name == request.args["k"]:
                    return str(c.load(request.get_data()))  # found
            abort(404)
    """,
    "typing.NamedTuple registry": """
        from typing import NamedTuple, Callable
        class Codec(NamedTuple):
            name: str
            load: Callable
        ALL = {c.name: c for c in (Codec("json", json.loads), Codec("old", pickle.loads))}
        @app.post("/x")
        def x():
            return str(ALL[request.args["k"]].load(request.get_data()))  # found
    """,
    "dataclass registry": """
        from dataclasses import dataclass
        from typing import Callable
        @dataclass(frozen=True)
        class Codec:
            name: str
            load: Callable
        OLD = Codec("old", pickle.loads)
        @app.post("/x")
        def x():
            return str(OLD.load(request.get_data()))  # found
    """,
    "zip registry": """
        R = dict(zip(("json", "old"), (json.loads, pickle.loads)))
        @app.post("/x")
        def x():
            return str(R[request.args["k"]](request.get_data()))  # found
    """,
    "list of tuples loop": """
        R = [("json", json), ("old", pickle)]
        @app.post("/x")
        def x():
            kind = request.content_type
            for name, mod in R:
                if kind.endswith(name):
                    return str(mod.loads(request.get_data()))  # found
            abort(415)
    """,
    "zipfile": """
        import zipfile
        @app.post("/x")
        def x():
            with zipfile.ZipFile(request.files["f"]) as z:
                for n in z.namelist():
                    pickle.loads(z.read(n))  # found
            return "ok"
    """,
}

#: Whole apps in which nothing may be told.
QUIET: dict[str, str] = {
    "content type fallthrough dict.get": """
        R = {"application/json": json.loads}
        @app.post("/x")
        def x():
            return str(R.get(request.content_type, json.loads)(request.get_data()))
    """,
}


def found(text: str, folder: Path) -> list[int]:
    (folder / "app.py").write_text(text, encoding="utf-8")
    result = scan(folder, Settings(only=("deserialization",)))
    assert result.not_looked == ()
    return sorted({finding.place.line for finding in result.findings})


@pytest.mark.parametrize("way", FOUND)
def test_it_is_found_with(way: str, tmp_path: Path) -> None:
    text = HEAD + dedent(FOUND[way])
    marked = [number for number, line in enumerate(text.splitlines(), 1) if line.endswith("# found")]
    assert len(marked) == 1
    assert found(text, tmp_path) == marked


@pytest.mark.parametrize("way", QUIET)
def test_nothing_is_told_with(way: str, tmp_path: Path) -> None:
    assert found(HEAD + dedent(QUIET[way]), tmp_path) == []
