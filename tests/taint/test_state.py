"""Where does data rest on its way? Closures, globals, objects, containers and formats, beside what is ours."""

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
    "star args shifted": """
        def call(f, *args, **kw):
            return f(*args, **kw)  # found
        @app.post("/x")
        def x():
            return str(call(call, pickle.loads, request.get_data()))
    """,
    "kwargs forwarded": """
        def outer(**kw):
            return inner(**kw)
        def inner(*, raw, other=None):
            return pickle.loads(raw)  # found
        @app.post("/x")
        def x():
            return str(outer(raw=request.get_data(), other=1))
    """,
    "positional-only & unpack dict": """
        def f(a, /, b, *, c):
            return pickle.loads(c)  # found
        @app.post("/x")
        def x():
            args = (1, 2); kw = {"c": request.get_data()}
            return str(f(*args, **kw))
    """,
    "nested closure nonlocal": """
        def make():
            last = b""
            def push(raw):
                nonlocal last
                last = raw
            def pop():
                return pickle.loads(last)  # found
            return push, pop
        push, pop = make()
        @app.post("/x")
        def x():
            push(request.get_data())
            return str(pop())
    """,
    "loop variable closure": """
        R = {}
        for name, load in (("a", json.loads), ("b", pickle.loads)):
            def reader(raw, load=load):
                return load(raw)  # found
            R[name] = reader
        @app.post("/x")
        def x():
            return str(R["b"](request.get_data()))
    """,
    "global dict state": """
        STATE = {}
        @app.post("/put")
        def put():
            STATE["raw"] = request.get_data()
            return "ok"
        @app.get("/get")
        def get():
            return str(pickle.loads(STATE["raw"]))  # found
    """,
    "class attr state": """
        class Store:
            items = []
        @app.post("/put")
        def put():
            Store.items.append(request.get_data())
            return "ok"
        @app.get("/get")
        def get():
            return str([pickle.loads(r) for r in Store.items])  # found
    """,
    "instance state": """
        class Store:
            def __init__(self): self._d = {}
            def put(self, k, v): self._d[k] = v
            def get(self, k): return self._d[k]
        store = Store()
        @app.post("/put/<k>")
        def put(k):
            store.put(k, request.get_data())
            return "ok"
        @app.get("/get/<k>")
        def get(k):
            return str(pickle.loads(store.get(k)))  # found
    """,
    "global rebinding": """
        LAST = b"N."
        @app.post("/put")
        def put():
            global LAST
            LAST = request.get_data()
            return "ok"
        @app.get("/get")
        def get():
            return str(pickle.loads(LAST))  # found
    """,
    "property chain objects": """
        class Req:
            def __init__(self, r): self._r = r
            @property
            def body(self): return Body(self._r.get_data())
        class Body:
            def __init__(self, raw): self.raw = raw
            def parse(self): return pickle.loads(self.raw)  # found
        @app.post("/x")
        def x():
            return str(Req(request).body.parse())
    """,
    "request passed in": """
        def handle(req):
            return pickle.loads(req.get_data())  # found
        @app.post("/x")
        def x():
            return str(handle(request._get_current_object()))
    """,
    "copy_current_request_context": """
        from flask import copy_current_request_context
        @app.post("/x")
        def x():
            @copy_current_request_context
            def work():
                return pickle.loads(request.get_data())  # found
            return str(work())
    """,
    "after_this_request": """
        from flask import after_this_request
        @app.post("/x")
        def x():
            @after_this_request
            def done(resp):
                pickle.loads(request.cookies["c"].encode())  # found
                return resp
            return "ok"
    """,
    "stream_with_context": """
        from flask import stream_with_context, Response
        @app.post("/x")
        def x():
            def gen():
                yield str(pickle.loads(request.get_data()))  # found
            return Response(stream_with_context(gen()))
    """,
    "exec chain of try else finally": """
        @app.post("/x")
        def x():
            try:
                raw = request.get_data()
            except Exception:
                raw = b"N."
            else:
                raw = raw[1:]
            finally:
                print("x")
            return str(pickle.loads(raw))  # found
    """,
    "match mapping": """
        @app.post("/x")
        def x():
            match request.get_json():
                case {"kind": "old", "data": data}:
                    return str(pickle.loads(base64.b64decode(data)))  # found
                case {"kind": "new", "data": data}:
                    return str(json.loads(data))
            return "no"
    """,
    "two level setdefault": """
        @app.post("/x")
        def x():
            d = {}
            d.setdefault("a", {})["x"] = request.get_data()
            return str(pickle.loads(d["a"]["x"]))  # found
    """,
    "string methods bytes join": """
        @app.post("/x")
        def x():
            parts = []
            for k in sorted(request.form):
                parts.append(request.form[k].encode())
            return str(pickle.loads(b"".join(parts)))  # found
    """,
    "str.join map": """
        @app.post("/x")
        def x():
            raw = bytes(map(int, request.args["n"].split(",")))
            return str(pickle.loads(raw))  # found
    """,
    "bytes from ints list": """
        @app.post("/x")
        def x():
            raw = bytes([int(p, 16) for p in request.args["n"].split(":")])
            return str(pickle.loads(raw))  # found
    """,
    "itertools groupby etc": """
        import itertools
        @app.post("/x")
        def x():
            for k, grp in itertools.groupby(request.form.getlist("a"), key=len):
                for item in grp:
                    pickle.loads(item.encode())  # found
            return "ok"
    """,
    "StringIO lines": """
        @app.post("/x")
        def x():
            for line in io.StringIO(request.get_data(as_text=True)):
                pickle.loads(base64.b64decode(line.strip()))  # found
            return "ok"
    """,
    "tarfile extractfile": """
        import tarfile
        @app.post("/x")
        def x():
            with tarfile.open(fileobj=request.files["f"].stream) as t:
                for m in t:
                    pickle.load(t.extractfile(m))  # found
            return "ok"
    """,
    "csv": """
        import csv
        @app.post("/x")
        def x():
            for row in csv.DictReader(io.StringIO(request.get_data(as_text=True))):
                pickle.loads(bytes.fromhex(row["blob"]))  # found
            return "ok"
    """,
    "struct framing": """
        import struct
        @app.post("/x")
        def x():
            data = request.get_data()
            (n,) = struct.unpack_from(">I", data)
            return str(pickle.loads(data[4:4 + n]))  # found
    """,
    "xmlrpc-ish cookie SimpleCookie": """
        from http.cookies import SimpleCookie
        @app.post("/x")
        def x():
            c = SimpleCookie(request.headers["Cookie"])
            return str(pickle.loads(base64.b64decode(c["s"].value)))  # found
    """,
    "urlparse": """
        from urllib.parse import urlsplit, parse_qs
        @app.post("/x")
        def x():
            q = parse_qs(urlsplit(request.url).query)
            return str(pickle.loads(base64.b64decode(q["d"][0])))  # found
    """,
}

#: Whole apps in which nothing may be told.
QUIET: dict[str, str] = {
    "kwargs forwarded other": """
        def outer(**kw):
            return inner(**kw)
        def inner(*, raw, other=None):
            return pickle.loads(raw)
        @app.post("/x")
        def x():
            return str(outer(raw=b"N.", other=request.get_data()))
    """,
    "two closures apart": """
        def make():
            last = b"N."
            def push(raw):
                nonlocal last
                last = raw
            def pop():
                return pickle.loads(last)
            return push, pop
        push, _ = make()
        _, pop = make()
        @app.post("/x")
        def x():
            push(request.get_data())
            return str(pop())
    """,
    "loop closure other": """
        R = {}
        for name, load in (("a", json.loads), ("b", pickle.loads)):
            def reader(raw, load=load):
                return load(raw)
            R[name] = reader
        @app.post("/x")
        def x():
            return str(R["a"](request.get_data()))
    """,
    "instance state dumps first": """
        class Store:
            def __init__(self): self._d = {}
            def put(self, k, v): self._d[k] = pickle.dumps(v)
            def get(self, k): return pickle.loads(self._d[k])
        store = Store()
        @app.post("/put/<k>")
        def put(k):
            store.put(k, request.get_json())
            return "ok"
        @app.get("/get/<k>")
        def get(k):
            return str(store.get(k))
    """,
    "match other key": """
        @app.post("/x")
        def x():
            match {"a": request.get_data(), "b": b"N."}:
                case {"b": raw}:
                    return str(pickle.loads(raw))
            return "no"
    """,
    "two level maps other": """
        @app.post("/x")
        def x():
            d = {"a": {"x": request.get_data()}, "b": {"x": b"N."}}
            d["b"]["y"] = request.get_data()
            return str(pickle.loads(d["b"]["x"]))
    """,
    "list of lists": """
        @app.post("/x")
        def x():
            rows = [[b"N.", request.get_data()], [b"N."]]
            return str(pickle.loads(rows[0][0]) + pickle.loads(rows[1][0]))
    """,
    "tuple swap": """
        @app.post("/x")
        def x():
            a, b = request.get_data(), b"N."
            a, b = b, a
            return str(pickle.loads(a))
    """,
    "jwt verified claim": """
        import jwt
        @app.post("/x")
        def x():
            c = jwt.decode(request.headers["A"], os.environ["K"], algorithms=["HS256"])
            return str(pickle.loads(base64.b64decode(c["s"])))
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
