"""Which functions are called by others? Hooks, decorators, signals and tables, beside those that are not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import dedent

import pytest

Found = Callable[[Mapping[str, str]], list[str]]

HEAD = """\
import base64, io, json, pickle

from flask import Flask, abort, current_app, g, request

app = Flask(__name__)
"""

#: Whole apps behind their imports; the line that is found ends with a mark.
FOUND: dict[str, str] = {
    "lambda closure without args": """
        def retry(f):
            return f()
        @app.post("/x")
        def x():
            raw = request.get_data()
            return str(retry(lambda: pickle.loads(raw)))  # found
    """,
    "library retry lambda": """
        import backoff_lib
        @app.post("/x")
        def x():
            raw = request.get_data()
            return str(backoff_lib.call(lambda: pickle.loads(raw)))  # found
    """,
    "executor lambda": """
        from concurrent.futures import ThreadPoolExecutor
        pool = ThreadPoolExecutor()
        @app.post("/x")
        def x():
            raw = request.get_data()
            return str(pool.submit(lambda: pickle.loads(raw)).result())  # found
    """,
    "submit partial": """
        from concurrent.futures import ThreadPoolExecutor
        from functools import partial
        pool = ThreadPoolExecutor()
        def use(raw):
            return pickle.loads(raw)  # found
        @app.post("/x")
        def x():
            return str(pool.submit(partial(use, request.get_data())).result())
    """,
    "get type function": """
        def opaque(t):
            return pickle.loads(base64.b64decode(t))  # found
        @app.get("/x")
        def x():
            return str(request.args.get("s", type=opaque))
    """,
    "get type builtin lib": """
        @app.get("/x")
        def x():
            return str(request.args.get("s", type=pickle.loads))  # found
    """,
    "object_hook": """
        def hook(d):
            if "__p" in d:
                return pickle.loads(base64.b64decode(d["__p"]))  # found
            return d
        @app.post("/x")
        def x():
            return str(json.loads(request.get_data(), object_hook=hook))
    """,
    "JSONDecoder subclass": """
        class D(json.JSONDecoder):
            def __init__(self, *a, **k):
                super().__init__(object_hook=self.hook, *a, **k)
            def hook(self, d):
                return pickle.loads(d["p"].encode()) if "p" in d else d  # found
        @app.post("/x")
        def x():
            return str(json.loads(request.get_data(), cls=D))
    """,
    "decorator class with args": """
        class body:
            def __init__(self, kind): self.kind = kind
            def __call__(self, view):
                def inner(*a, **k):
                    return view(*a, raw=request.get_data(), **k)
                inner.__name__ = view.__name__
                return inner
        @app.post("/x")
        @body("p")
        def x(raw):
            return str(pickle.loads(raw))  # found
    """,
    "decorator kwargs update": """
        from functools import wraps
        def loaded(view):
            @wraps(view)
            def inner(**kwargs):
                kwargs["state"] = pickle.loads(request.get_data())  # found
                return view(**kwargs)
            return inner
        @app.post("/x")
        @loaded
        def x(state):
            return str(state)
    """,
    "stacked decorators inject": """
        from functools import wraps
        def raw_body(view):
            @wraps(view)
            def inner(*args, **kwargs):
                g.raw = request.get_data()
                return view(*args, **kwargs)
            return inner
        def auth(view):
            @wraps(view)
            def inner(*args, **kwargs):
                return view(*args, **kwargs)
            return inner
        @app.post("/x")
        @auth
        @raw_body
        def x():
            return str(pickle.loads(g.raw))  # found
    """,
    "threading.local": """
        import threading
        local = threading.local()
        @app.before_request
        def k():
            local.raw = request.get_data()
        @app.post("/x")
        def x():
            return str(pickle.loads(local.raw))  # found
    """,
    "teardown": """
        @app.teardown_request
        def done(exc):
            pickle.loads(request.get_data())  # found
        @app.post("/x")
        def x():
            return "ok"
    """,
    "after_request": """
        @app.after_request
        def done(resp):
            pickle.loads(base64.b64decode(request.cookies["s"]))  # found
            return resp
        @app.post("/x")
        def x():
            return "ok"
    """,
    "chained comparison etc walrus comprehension": """
        @app.post("/x")
        def x():
            out = [v for p in request.args.getlist("a") if (v := pickle.loads(base64.b64decode(p)))]  # found
            return str(out)
    """,
    "dict comprehension of loaders": """
        LOAD = {m.__name__: m.loads for m in (json, pickle)}
        @app.post("/x")
        def x():
            return str(LOAD[request.args["k"]](request.get_data()))  # found
    """,
    "conditional import": """
        try:
            import dill as ser
        except ImportError:
            ser = None
        if ser is None:
            import pickle as ser
        @app.post("/x")
        def x():
            return str(ser.loads(request.get_data()))  # found
    """,
    "typing TYPE_CHECKING": """
        from typing import TYPE_CHECKING
        if TYPE_CHECKING:
            from pickle import loads
        else:
            import pickle as p
            loads = p.loads
        @app.post("/x")
        def x():
            return str(loads(request.get_data()))  # found
    """,
    "nested function table": """
        def make():
            def a(r): return json.loads(r)
            def b(r): return pickle.loads(r)  # found
            return {"a": a, "b": b}
        @app.post("/x")
        def x():
            return str(make()[request.args["k"]](request.get_data()))
    """,
    "match class table": """
        @app.post("/x")
        def x():
            match request.headers.get("X-K"):
                case "json": load = json.loads
                case "old": load = pickle.loads
                case _: abort(400)
            return str(load(request.get_data()))  # found
    """,
    "setdefault registry": """
        REG = {}
        def reg(k):
            def d(f):
                REG.setdefault(k, []).append(f)
                return f
            return d
        @reg("a")
        def a(raw): return pickle.loads(raw)  # found
        @app.post("/x")
        def x():
            for f in REG["a"]:
                f(request.get_data())
            return "ok"
    """,
    "signal blinker": """
        from blinker import signal
        got = signal("got")
        @got.connect
        def use(sender, raw=None):
            pickle.loads(raw)  # found
        @app.post("/x")
        def x():
            got.send(app, raw=request.get_data())
            return "ok"
    """,
    "observer list": """
        OBS = []
        def on(f):
            OBS.append(f)
            return f
        @on
        def use(raw):
            pickle.loads(raw)  # found
        @app.post("/x")
        def x():
            for o in OBS: o(request.get_data())
            return "ok"
    """,
    "async gather iterator": """
        async def parts():
            yield request.get_data()
        @app.post("/x")
        async def x():
            async for p in parts():
                pickle.loads(p)  # found
            return "ok"
    """,
    "contextmanager class nested exitstack": """
        from contextlib import ExitStack, contextmanager
        @contextmanager
        def body():
            yield request.get_data()
        @app.post("/x")
        def x():
            with ExitStack() as s:
                raw = s.enter_context(body())
                return str(pickle.loads(raw))  # found
    """,
    "chain of generators yield from send": """
        def gen():
            data = yield from inner()
            yield pickle.loads(data)  # found
        def inner():
            x = request.get_data()
            yield 1
            return x
        @app.post("/x")
        def x():
            return str(list(gen()))
    """,
}

#: Whole apps in which nothing may be told.
QUIET: dict[str, str] = {
    "a type= that takes numbers": """
        def number(text):
            return int(text)
        @app.get("/x")
        def x():
            return str(pickle.loads(str(request.args.get("s", type=number)).encode()))
    """,
    "a hook that keeps plain data": """
        def hook(found):
            return {key: str(value) for key, value in found.items()}
        OWN = pickle.loads(b"N.")
        @app.post("/x")
        def x():
            return str(json.loads(request.get_data(), object_hook=hook))
    """,
    "a decoder with a method that nobody calls": """
        class Decoder(json.JSONDecoder):
            def of_file(self, path, mode):
                return pickle.loads(path)
        @app.post("/x")
        def x():
            return str(json.loads(request.get_data(), cls=Decoder))
    """,
    "another signal": """
        from blinker import signal
        got, lost = signal("got"), signal("lost")
        @got.connect
        def use(sender, raw=None):
            pickle.loads(raw)
        @app.post("/x")
        def x():
            lost.send(app, raw=request.get_data())
            return "ok"
    """,
    "a filter for templates": """
        @app.template_filter("unpacked")
        def unpacked(value):
            return pickle.loads(value)
        @app.post("/x")
        def x():
            return str(request.get_json())
    """,
    "work that loads what is ours": """
        from concurrent.futures import ThreadPoolExecutor
        pool = ThreadPoolExecutor()
        @app.post("/x")
        def x():
            raw = request.get_data()
            return str(pool.submit(lambda: pickle.loads(b"N.")).result()) + str(len(raw))
    """,
    "a decorator that injects a number": """
        from functools import wraps
        def counted(view):
            @wraps(view)
            def inner(**kwargs):
                kwargs["size"] = len(request.get_data())
                return view(**kwargs)
            return inner
        @app.post("/x")
        @counted
        def x(size):
            return str(pickle.loads(bytes(size)))
    """,
    "a value that yield from does not hand on": """
        def inner():
            request.get_data()
            yield 1
            return b"N."
        def outer():
            data = yield from inner()
            yield pickle.loads(data)
        @app.post("/x")
        def x():
            return str(list(outer()))
    """,
}


@pytest.mark.parametrize("way", FOUND)
def test_it_is_found_with(way: str, found_in_files: Found) -> None:
    text = HEAD + dedent(FOUND[way])
    marked = [number for number, line in enumerate(text.splitlines(), 1) if line.endswith("# found")]
    assert len(marked) == 1
    assert found_in_files({"app.py": text}) == [f"app.py:{marked[0]}"]


@pytest.mark.parametrize("way", QUIET)
def test_nothing_is_told_with(way: str, found_in_files: Found) -> None:
    assert found_in_files({"app.py": HEAD + dedent(QUIET[way])}) == []
