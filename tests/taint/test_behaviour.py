"""What do operators, containers of the app's own and functions that get functions do? Beside what is ours."""

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
KEY = os.environb[b"K"]
"""

#: Whole apps behind their imports; the line that is found ends with a mark.
FOUND: dict[str, str] = {
    "dict subclass init": """
        class Box(dict):
            def __init__(self, data):
                super().__init__(data)
            def value(self):
                return pickle.loads(self["raw"])  # found
        @app.post("/x")
        def x():
            return str(Box(request.form).value())
    """,
    "UserDict attr": """
        from collections import UserDict
        class Box(UserDict):
            def value(self):
                return pickle.loads(self.data["raw"])  # found
        @app.post("/x")
        def x():
            return str(Box(request.form).value())
    """,
    "list subclass": """
        class Parts(list):
            def load(self):
                return [pickle.loads(p) for p in self]  # found
        @app.post("/x")
        def x():
            p = Parts()
            p.append(request.get_data())
            return str(p.load())
    """,
    "str subclass": """
        class Token(str):
            def value(self):
                return pickle.loads(base64.b64decode(self))  # found
        @app.post("/x")
        def x():
            return str(Token(request.args["t"]).value())
    """,
    "bytes io subclass": """
        class Stream(io.BytesIO):
            pass
        @app.post("/x")
        def x():
            return str(pickle.load(Stream(request.get_data())))  # found
    """,
    "json encoder round trip in class": """
        class Wire:
            def dump(self, x): return base64.b64encode(x).decode()
            def load(self, s): return base64.b64decode(s)
        w = Wire()
        @app.post("/x")
        def x():
            return str(pickle.loads(w.load(w.dump(request.get_data()))))  # found
    """,
    "recursion tree": """
        def walk(node):
            if isinstance(node, dict):
                return {k: walk(v) for k, v in node.items()}
            if isinstance(node, list):
                return [walk(v) for v in node]
            if isinstance(node, str) and node.startswith("pickle:"):
                return pickle.loads(base64.b64decode(node[7:]))  # found
            return node
        @app.post("/x")
        def x():
            return jsonify(walk(request.get_json()))
    """,
    "visitor class": """
        class V:
            def visit(self, node):
                return getattr(self, "visit_" + type(node).__name__, self.generic)(node)
            def visit_str(self, node): return pickle.loads(node.encode())  # found
            def generic(self, node): return node
        @app.post("/x")
        def x():
            return str(V().visit(request.args["a"]))
    """,
    "command map with default": """
        class H:
            def handle(self):
                cmd = request.args.get("cmd", "ping")
                return getattr(self, f"cmd_{cmd}", self.unknown)()
            def cmd_ping(self): return "pong"
            def cmd_load(self): return str(pickle.loads(request.get_data()))  # found
            def unknown(self): abort(404)
        @app.post("/x")
        def x():
            return H().handle()
    """,
    "chained methods builder": """
        class Q:
            def __init__(self): self.steps = []
            def then(self, f): self.steps.append(f); return self
            def run(self, v):
                for f in self.steps: v = f(v)  # found
                return v
        q = Q().then(base64.b64decode).then(pickle.loads)
        @app.post("/x")
        def x():
            return str(q.run(request.args["a"]))
    """,
    "operator or pipeline": """
        class Step:
            def __init__(self, f): self.f = f
            def __or__(self, other): return Step(lambda v: other.f(self.f(v)))  # found
            def __call__(self, v): return self.f(v)
        p = Step(base64.b64decode) | Step(pickle.loads)
        @app.post("/x")
        def x():
            return str(p(request.args["a"]))
    """,
    "__rshift__": """
        class Sink:
            def __rrshift__(self, other): return pickle.loads(other)  # found
        s = Sink()
        @app.post("/x")
        def x():
            return str(request.get_data() >> s)
    """,
    "__iadd__ buffer": """
        class Buf:
            def __init__(self): self.b = b""
            def __iadd__(self, o):
                self.b = self.b + o
                return self
        @app.post("/x")
        def x():
            b = Buf()
            b += request.get_data()
            return str(pickle.loads(b.b))  # found
    """,
    "__bytes__": """
        class Box:
            def __init__(self, t): self.t = t
            def __bytes__(self): return base64.b64decode(self.t)
        @app.post("/x")
        def x():
            return str(pickle.loads(bytes(Box(request.args["a"]))))  # found
    """,
    "__str__": """
        class Box:
            def __init__(self, t): self.t = t
            def __str__(self): return self.t
        @app.post("/x")
        def x():
            return str(pickle.loads(base64.b64decode(str(Box(request.args["a"])))))  # found
    """,
    "__len__ guard none": """
        @app.post("/x")
        def x():
            raw = request.get_data()
            if not raw or len(raw) > 100: abort(400)
            return str(pickle.loads(raw))  # found
    """,
    "lambda default arg binding": """
        loads = lambda raw, f=pickle.loads: f(raw)  # found
        @app.post("/x")
        def x():
            return str(loads(request.get_data()))
    """,
    "conditional lambda": """
        @app.post("/x")
        def x():
            f = (lambda r: pickle.loads(r)) if request.args.get("b") else json.loads  # found
            return str(f(request.get_data()))
    """,
    "sorted key function": """
        @app.post("/x")
        def x():
            return str(sorted(request.form.getlist("a"), key=lambda s: pickle.loads(s.encode())))  # found
    """,
    "filter function": """
        @app.post("/x")
        def x():
            return str(list(filter(lambda s: pickle.loads(s.encode()), request.form.getlist("a"))))  # found
    """,
    "max key": """
        @app.post("/x")
        def x():
            return str(max(request.form.getlist("a"), key=pickle.loads))  # found
    """,
    "any generator": """
        @app.post("/x")
        def x():
            return str(any(pickle.loads(s.encode()) for s in request.form.getlist("a")))  # found
    """,
    "iter sentinel": """
        @app.post("/x")
        def x():
            for chunk in iter(lambda: request.stream.read(10), b""):
                pickle.loads(chunk)  # found
            return "ok"
    """,
    "re.sub callback": """
        import re
        @app.post("/x")
        def x():
            return re.sub(r"x(\\w+)", lambda m: str(pickle.loads(m.group(1).encode())), request.args["a"])  # found
    """,
    "map with method": """
        class R:
            def read(self, s): return pickle.loads(s.encode())  # found
        r = R()
        @app.post("/x")
        def x():
            return str(list(map(r.read, request.form.getlist("a"))))
    """,
    "starred call of unknown list": """
        def f(a, b=None): return pickle.loads(a)  # found
        @app.post("/x")
        def x():
            return str(f(*request.get_json()))
    """,
    "comprehension over files": """
        @app.post("/x")
        def x():
            return str({n: pickle.load(f) for n, f in request.files.items()})  # found
    """,
    "walrus while": """
        @app.post("/x")
        def x():
            out = []
            while chunk := request.stream.read(16):
                out.append(chunk)
            return str(pickle.loads(b"".join(out)))  # found
    """,
    "a filter that admits anything": """
        @app.post("/x")
        def x():
            return str([pickle.load(open(n)) for n in filter(lambda n: len(n) < 9, request.form.getlist("n"))])  # found
    """,
}

#: Whole apps in which nothing may be told.
QUIET: dict[str, str] = {
    "dict subclass own key": """
        class Box(dict):
            def __init__(self, data):
                super().__init__()
                self["own"] = b"N."
                self.size = len(data)
            def value(self):
                return pickle.loads(self["own"])
        @app.post("/x")
        def x():
            return str(Box(request.form).value())
    """,
    "__contains__ guard": """
        class Allowed:
            names = ("a", "b")
            def __contains__(self, n): return n in self.names
        ok = Allowed()
        @app.post("/x")
        def x():
            n = request.args["n"]
            if n not in ok: abort(400)
            return str(pickle.load(open(n, "rb")))
    """,
    "__eq__ mac object": """
        import hmac
        class Mac:
            def __init__(self, raw): self.v = hmac.new(os.environb[b"K"], raw, "sha256").hexdigest()
            def matches(self, other): return hmac.compare_digest(self.v, other)
        @app.post("/x")
        def x():
            raw = request.get_data()
            if not Mac(raw).matches(request.headers["X-M"]): abort(400)
            return str(pickle.loads(raw))
    """,
    "context manager yields guard": """
        from contextlib import contextmanager
        import hmac
        @contextmanager
        def verified():
            raw = request.get_data()
            if not hmac.compare_digest(hmac.new(KEY, raw, "sha256").hexdigest(), request.args["m"]): abort(400)
            yield raw
        @app.post("/x")
        def x():
            with verified() as raw:
                return str(pickle.loads(raw))
    """,
    "an operator that keeps what is ours": """
        class Step:
            def __or__(self, other): return b"N."
        @app.post("/x")
        def x():
            return str(pickle.loads(Step() | request.get_data()))
    """,
    "a filter that admits what is listed": """
        OK = {"a", "b"}
        @app.post("/x")
        def x():
            return str([pickle.load(open(n, "rb")) for n in filter(lambda n: n in OK, request.form.getlist("n"))])
    """,
    "a key function over what is ours": """
        @app.post("/x")
        def x():
            request.get_data()
            return str(sorted([b"N.", b"I1."], key=pickle.loads))
    """,
    "the longest of ours": """
        @app.post("/x")
        def x():
            return str(pickle.loads(max([b"N.", b"I1."], key=len)) or request.get_data())
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
