"""Which guards stand further away? Loops, sets, signers of the app's own and conversions, beside what is none."""

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
    "for allow-list continue": """
        ALLOWED = {"a", "b"}
        @app.post("/x")
        def x():
            names = request.args.getlist("n")
            for name in names:
                if name not in ALLOWED:
                    continue
                print(name)
            return str([pickle.load(open(n, "rb")) for n in names])  # found
    """,
    "ast guard deny": """
        import ast
        @app.post("/x")
        def x():
            tree = ast.parse(request.args["f"], mode="eval")
            for node in ast.walk(tree):
                if isinstance(node, ast.Call):
                    abort(400)
            return str(eval(compile(tree, "f", "eval")))  # found
    """,
    "class based signer const key": """
        import hmac
        class Signer:
            def __init__(self, key): self._key = key
            def open(self, blob):
                mac, raw = blob[:32], blob[32:]
                want = hmac.new(self._key, raw, "sha256").digest()
                if not hmac.compare_digest(mac, want):
                    raise ValueError("forged")
                return raw
        signer = Signer(b"constant")
        @app.post("/x")
        def x():
            return str(pickle.loads(signer.open(request.get_data())))  # found
    """,
    "inverted": """
        import hmac
        @app.post("/x")
        def x():
            raw = request.get_data()
            ok = hmac.compare_digest(hmac.new(KEY, raw, "sha256").hexdigest(), request.headers["X-M"])
            if ok:
                return "yes"
            return str(pickle.loads(raw))  # found
    """,
    "loads before check": """
        import hmac
        @app.post("/x")
        def x():
            raw = request.get_data()
            value = pickle.loads(raw)  # found
            if not hmac.compare_digest(hmac.new(KEY, raw, "sha256").hexdigest(), request.headers["X-M"]):
                abort(400)
            return str(value)
    """,
    "debug-only check": """
        import hmac
        @app.post("/x")
        def x():
            raw = request.get_data()
            if app.debug and not hmac.compare_digest(hmac.new(KEY, raw, "sha256").hexdigest(), request.headers["X-M"]):
                abort(400)
            return str(pickle.loads(raw))  # found
    """,
    "unless exempt": """
        import hmac
        @app.post("/x")
        def x():
            raw = request.get_data()
            if request.headers.get("X-Internal") != "1":
                if not hmac.compare_digest(hmac.new(KEY, raw, "sha256").hexdigest(), request.headers["X-M"]):
                    abort(400)
            return str(pickle.loads(raw))  # found
    """,
    "try except keeps raw": """
        @app.post("/x")
        def x():
            n = request.args["n"]
            try:
                n = int(n)
            except ValueError:
                pass
            return str(pickle.load(open(f"/srv/{n}.bin", "rb")))  # found
    """,
    "safe_join is no guard for bytes": """
        from werkzeug.utils import safe_join
        @app.post("/x")
        def x():
            request.get_data()
            return str(pickle.loads(base64.b64decode(request.args["t"])))  # found
    """,
    "Literal type guard nothing": """
        from typing import Literal
        @app.post("/x")
        def x():
            t: Literal["a", "b"] = request.args["t"]
            return str(pickle.load(open(t, "rb")))  # found
    """,
    "isalnum then b64 decoded": """
        @app.post("/x")
        def x():
            t = request.args["t"]
            if not t.isalnum():
                abort(400)
            return str(pickle.loads(base64.b64decode(t)))  # found
    """,
}

#: Whole apps in which nothing may be told.
QUIET: dict[str, str] = {
    "for allow-list all elements": """
        ALLOWED = {"a", "b"}
        @app.post("/x")
        def x():
            names = request.args.getlist("n")
            for name in names:
                if name not in ALLOWED:
                    abort(400)
            return str([pickle.load(open(n, "rb")) for n in names])
    """,
    "for allow-list continue inside": """
        ALLOWED = {"a", "b"}
        @app.post("/x")
        def x():
            for name in request.args.getlist("n"):
                if name not in ALLOWED:
                    continue
                pickle.load(open(name, "rb"))
            return "ok"
    """,
    "all()": """
        ALLOWED = {"a", "b"}
        @app.post("/x")
        def x():
            names = request.args.getlist("n")
            if not all(n in ALLOWED for n in names):
                abort(400)
            return str([pickle.load(open(n, "rb")) for n in names])
    """,
    "set difference": """
        ALLOWED = {"a", "b"}
        @app.post("/x")
        def x():
            names = set(request.args.getlist("n"))
            if names - ALLOWED:
                abort(400)
            return str([pickle.load(open(n, "rb")) for n in names])
    """,
    "issubset": """
        ALLOWED = {"a", "b"}
        @app.post("/x")
        def x():
            names = set(request.args.getlist("n"))
            if not names <= ALLOWED:
                abort(400)
            return str([pickle.load(open(n, "rb")) for n in names])
    """,
    "issubset method": """
        ALLOWED = {"a", "b"}
        @app.post("/x")
        def x():
            names = set(request.args.getlist("n"))
            if not names.issubset(ALLOWED):
                abort(400)
            return str([pickle.load(open(n, "rb")) for n in names])
    """,
    "try index": """
        NAMES = ["a", "b"]
        @app.post("/x")
        def x():
            try:
                i = NAMES.index(request.args["n"])
            except ValueError:
                abort(400)
            return str(pickle.load(open(NAMES[i], "rb")))
    """,
    "dict get none check": """
        FILES = {"a": "a.bin"}
        @app.post("/x")
        def x():
            path = FILES.get(request.args["n"])
            if path is None:
                abort(404)
            return str(pickle.load(open(path, "rb")))
    """,
    "next match": """
        FILES = ["a.bin", "b.bin"]
        @app.post("/x")
        def x():
            want = request.args["n"]
            path = next((f for f in FILES if f == want), None)
            if path is None:
                abort(404)
            return str(pickle.load(open(path, "rb")))
    """,
    "ast guard eval": """
        import ast
        OK = (ast.Expression, ast.BinOp, ast.Add, ast.Constant)
        @app.post("/x")
        def x():
            tree = ast.parse(request.args["f"], mode="eval")
            for node in ast.walk(tree):
                if not isinstance(node, OK):
                    abort(400)
            return str(eval(compile(tree, "f", "eval")))
    """,
    "class based signer": """
        import hmac
        class Signer:
            def __init__(self, key): self._key = key
            def sign(self, raw): return hmac.new(self._key, raw, "sha256").digest() + raw
            def open(self, blob):
                mac, raw = blob[:32], blob[32:]
                want = hmac.new(self._key, raw, "sha256").digest()
                if not hmac.compare_digest(mac, want):
                    raise ValueError("forged")
                return raw
        signer = Signer(os.environ["K"].encode())
        @app.post("/x")
        def x():
            return str(pickle.loads(signer.open(request.get_data())))
    """,
    "compare returns bool variable": """
        import hmac
        @app.post("/x")
        def x():
            raw = request.get_data()
            ok = hmac.compare_digest(hmac.new(KEY, raw, "sha256").hexdigest(), request.headers["X-M"])
            if ok:
                return str(pickle.loads(raw))
            return "no", 400
    """,
    "guard in any key": """
        import hmac
        KEYS = [os.environb[b"A"], os.environb[b"B"]]
        @app.post("/x")
        def x():
            raw = request.get_data()
            if not any(hmac.compare_digest(hmac.new(k, raw, "sha256").hexdigest(), request.args["m"]) for k in KEYS):
                abort(400)
            return str(pickle.loads(raw))
    """,
    "try except abort conversions": """
        @app.post("/x")
        def x():
            try:
                n = int(request.args["n"])
            except ValueError:
                abort(400)
            return str(pickle.load(open(f"/srv/{n}.bin", "rb")))
    """,
    "abort via make_response flow": """
        from flask import make_response
        @app.post("/x")
        def x():
            t = request.args["t"]
            if t not in ("a", "b"):
                abort(make_response(jsonify(e=1), 400))
            return str(pickle.load(open(t, "rb")))
    """,
    "raise custom handled": """
        class Bad(Exception): pass
        @app.errorhandler(Bad)
        def bad(e): return "no", 400
        def check(t):
            if t not in ("a", "b"):
                raise Bad(t)
        @app.post("/x")
        def x():
            t = request.args["t"]
            check(t)
            return str(pickle.load(open(t, "rb")))
    """,
    "sys.exit style never returns": """
        import sys
        @app.post("/x")
        def x():
            t = request.args["t"]
            if t not in ("a", "b"):
                sys.exit(1)
            return str(pickle.load(open(t, "rb")))
    """,
    "return redirect": """
        from flask import redirect
        @app.post("/x")
        def x():
            t = request.args["t"]
            if t not in ("a", "b"):
                return redirect("/")
            return str(pickle.load(open(t, "rb")))
    """,
    "casefold allow": """
        @app.post("/x")
        def x():
            t = request.args["t"].strip().lower()
            if t not in ("a", "b"):
                abort(404)
            return str(pickle.load(open(t, "rb")))
    """,
    "ternary default": """
        OK = {"a", "b"}
        @app.post("/x")
        def x():
            t = request.args.get("t")
            t = t if t in OK else "a"
            return str(pickle.load(open(t, "rb")))
    """,
    "enum try": """
        import enum
        class K(enum.StrEnum):
            A = "a"
        @app.post("/x")
        def x():
            try:
                t = K(request.args["t"])
            except ValueError:
                abort(400)
            return str(pickle.load(open(t, "rb")))
    """,
    "uuid": """
        import uuid
        @app.post("/x")
        def x():
            t = uuid.UUID(request.args["t"])
            return str(pickle.load(open(f"/srv/{t.hex}", "rb")))
    """,
    "isalnum": """
        @app.post("/x")
        def x():
            t = request.args["t"]
            if not t.isalnum():
                abort(400)
            return str(pickle.load(open(f"/srv/{t}", "rb")))
    """,
    "datetime": """
        from datetime import date
        @app.post("/x")
        def x():
            t = date.fromisoformat(request.args["t"])
            return str(pickle.load(open(f"/srv/{t:%Y}", "rb")))
    """,
    "len is typed": """
        @app.post("/x")
        def x():
            return str(pickle.load(open(f"/srv/{len(request.args['t'])}", "rb")))
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
