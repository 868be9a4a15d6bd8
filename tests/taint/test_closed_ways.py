"""Which ways are never taken? Gates that are settled, methods that are replaced, names that mean another thing."""

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
    "genops guard": """
        import pickletools
        BAD = {"GLOBAL", "STACK_GLOBAL", "REDUCE"}
        @app.post("/x")
        def x():
            raw = request.get_data()
            names = {op.name for op, _, _ in pickletools.genops(raw)}
            print(names & BAD)
            return str(pickle.loads(raw))  # found
    """,
    "path not in name pattern": """
        @app.get("/x/<path:n>")
        def x(n):
            with open("/srv/" + n, "rb") as f:
                return str(pickle.load(f))  # found
    """,
    "__debug__ unknown": """
        @app.post("/x")
        def x():
            if __debug__:
                return str(pickle.loads(request.get_data()))  # found
            return "no"
    """,
    "while else & break": """
        @app.post("/x")
        def x():
            raw = request.get_data()
            while True:
                if len(raw) > 10:
                    break
                raw += b"x"
            return str(pickle.loads(raw))  # found
    """,
}

#: Whole apps in which nothing may be told.
QUIET: dict[str, str] = {
    "genops only": """
        import pickletools
        @app.post("/x")
        def x():
            return str([op.name for op, arg, pos in pickletools.genops(request.get_data())])
    """,
    "super override replaced": """
        class A:
            def decode(self, raw): return pickle.loads(raw)
            def run(self, raw): return self.decode(raw)
        class B(A):
            def decode(self, raw): return json.loads(raw)
        @app.post("/x")
        def x():
            return str(B().run(request.get_data()))
    """,
    "instance override": """
        class A:
            def decode(self, raw): return pickle.loads(raw)
        a = A()
        a.decode = json.loads
        @app.post("/x")
        def x():
            return str(a.decode(request.get_data()))
    """,
    "monkeypatched function": """
        import codec_x
        def loads(raw): return pickle.loads(raw)
        loads = json.loads
        @app.post("/x")
        def x():
            return str(loads(request.get_data()))
    """,
    "deleted key": """
        @app.post("/x")
        def x():
            d = {"raw": request.get_data()}
            d.pop("raw")
            return str(pickle.loads(d.get("raw", b"N.")))
    """,
    "filter on type int": """
        @app.post("/x")
        def x():
            vals = [int(v) for v in request.form.getlist("v")]
            return str(pickle.loads(str(sum(vals)).encode()))
    """,
    "len & hash to path": """
        import hashlib
        @app.post("/x")
        def x():
            name = hashlib.sha256(request.get_data()).hexdigest()
            with open(f"/cache/{name}", "rb") as f:
                return str(pickle.load(f))
    """,
    "secure_filename fixed map": """
        PATHS = {"a": "/srv/a.pkl"}
        @app.get("/x/<n>")
        def x(n):
            if n in PATHS:
                with open(PATHS[n], "rb") as f:
                    return str(pickle.load(f))
            abort(404)
    """,
    "numeric converter name pattern": """
        @app.get("/x/<uuid:n>")
        def x(n):
            with open(f"/srv/{n}", "rb") as f:
                return str(pickle.load(f))
    """,
    "any converter": """
        @app.get("/x/<any(a, b):n>")
        def x(n):
            with open(f"/srv/{n}", "rb") as f:
                return str(pickle.load(f))
    """,
    "reading header names only": """
        @app.post("/x")
        def x():
            return str(pickle.loads(b"N.")) + str(list(request.headers.keys()))
    """,
    "environment gate constant": """
        OLD = False
        @app.post("/x")
        def x():
            if OLD:
                return str(pickle.loads(request.get_data()))
            return "no"
    """,
    "version gate": """
        import sys
        @app.post("/x")
        def x():
            if sys.version_info < (3,):
                return str(pickle.loads(request.get_data()))
            return "no"
    """,
    "TYPE_CHECKING gate": """
        from typing import TYPE_CHECKING
        @app.post("/x")
        def x():
            if TYPE_CHECKING:
                pickle.loads(request.get_data())
            return "no"
    """,
    "raise NotImplementedError above": """
        class Base:
            def load(self, raw):
                raise NotImplementedError
            def run(self, raw):
                raw = self.load(raw)
                return pickle.loads(raw)
        @app.post("/x")
        def x():
            return str(Base().run(request.get_data()))
    """,
    "dead code after return": """
        @app.post("/x")
        def x():
            return "ok"
            return str(pickle.loads(request.get_data()))
    """,
    "function never called": """
        def old():
            return pickle.loads(b"x" + open("a", "rb").read())
        @app.post("/x")
        def x():
            return str(json.loads(request.get_data()))
    """,
}


def found(text: str, folder: Path) -> list[int]:
    (folder / "app.py").write_text(text, encoding="utf-8")
    result = scan(folder, Settings(only=("deserialization", "injection")))
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
