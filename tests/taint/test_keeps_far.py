"""Over which distances is data followed? Functions, objects, hooks, decorators and modules between source and sink."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Found = Callable[[str, str], list[str]]

#: (module level, body of the view): `pickle.loads(raw)` is somewhere in it, and must be found.
WAYS: dict[str, tuple[str, str]] = {
    "returned by a function": ("def read():\n    return request.get_data()", "raw = read()\npickle.loads(raw)"),
    "given to a function": ("def use(raw):\n    return pickle.loads(raw)", "use(request.get_data())"),
    "by keyword": ("def use(*, raw):\n    return pickle.loads(raw)", "use(raw=request.get_data())"),
    "by star": ("def use(*parts):\n    raw = parts[1]\n    return pickle.loads(raw)", "use(1, request.get_data())"),
    "by double star": (
        "def use(**parts):\n    raw = parts['a']\n    return pickle.loads(raw)",
        "use(a=request.get_data())",
    ),
    "as a default": (
        "def use(raw=None):\n    raw = raw or request.get_data()\n    return pickle.loads(raw)",
        "use()",
    ),
    "several functions deep": (
        "def a(x): return b(x)\ndef b(x): return c(x)\ndef c(x): return d(x)\ndef d(raw): return pickle.loads(raw)",
        "a(request.get_data())",
    ),
    "through a function that recurses": (
        "def peel(x, n):\n    return x if n == 0 else peel(x[1:], n - 1)",
        "raw = peel(request.get_data(), 3)\npickle.loads(raw)",
    ),
    "one of several answers": (
        "def read():\n    if request.args.get('a'):\n        return request.get_data()\n    return b'N.'",
        "raw = read()\npickle.loads(raw)",
    ),
    "a tuple of answers": ("def read():\n    return 1, request.get_data()", "_, raw = read()\npickle.loads(raw)"),
    "a mutated argument": (
        "def fill(box):\n    box['a'] = request.get_data()",
        "box = {}\nfill(box)\nraw = box['a']\npickle.loads(raw)",
    ),
    "a list that is filled elsewhere": (
        "def fill(parts):\n    parts.append(request.get_data())",
        "parts = []\nfill(parts)\nraw = parts[-1]\npickle.loads(raw)",
    ),
    "a callback": (
        "def each(call):\n    return call(request.get_data())\ndef use(raw):\n    return pickle.loads(raw)",
        "each(use)",
    ),
    "a global": (
        "LAST = None\ndef keep():\n    global LAST\n    LAST = request.get_data()",
        "keep()\nraw = LAST\npickle.loads(raw)",
    ),
    "a wrapper object": (
        (
            "class Wire:\n    def __init__(self, req):\n        self.req = req\n    @property\n    def body(self):\n"
            "        return self.req.get_data()"
        ),
        "raw = Wire(request).body\npickle.loads(raw)",
    ),
    "a cached property": (
        (
            "from functools import cached_property\nclass Wire:\n    @cached_property\n    def body(self):\n"
            "        return request.get_data()"
        ),
        "raw = Wire().body\npickle.loads(raw)",
    ),
    "a class method": (
        (
            "class Wire:\n    @classmethod\n    def read(cls):\n        return cls.of(request)\n    @staticmethod\n"
            "    def of(req):\n        return req.get_data()"
        ),
        "raw = Wire.read()\npickle.loads(raw)",
    ),
    "a method that returns self": (
        (
            "class Wire:\n    def feed(self, raw):\n        self.raw = raw\n        return self\n    def read(self):\n"
            "        raw = self.raw\n        return pickle.loads(raw)"
        ),
        "Wire().feed(request.get_data()).read()",
    ),
    "__call__": (
        "class Reader:\n    def __call__(self, raw):\n        return pickle.loads(raw)\nreader = Reader()",
        "reader(request.get_data())",
    ),
    "__getitem__": (
        "class Box:\n    def __getitem__(self, key):\n        return request.args[key].encode()",
        "raw = Box()['a']\npickle.loads(raw)",
    ),
    "__enter__": (
        (
            "class Wire:\n    def __enter__(self):\n        return request.get_data()\n    def __exit__(self, *_):\n"
            "        pass"
        ),
        "with Wire() as raw:\n    pickle.loads(raw)",
    ),
    "__iter__": (
        "class Parts:\n    def __iter__(self):\n        yield request.get_data()",
        "for raw in Parts():\n    pickle.loads(raw)",
    ),
    "a context manager of a generator": (
        "from contextlib import contextmanager\n@contextmanager\ndef wire():\n    yield request.get_data()",
        "with wire() as raw:\n    pickle.loads(raw)",
    ),
    "a dataclass": (
        "from dataclasses import dataclass\n@dataclass\nclass Box:\n    name: str\n    raw: bytes",
        "raw = Box('a', request.get_data()).raw\npickle.loads(raw)",
    ),
    "a dataclass made from the body": (
        "from dataclasses import dataclass\n@dataclass\nclass Box:\n    name: str\n    raw: str",
        "raw = Box(**request.json).raw\npickle.loads(raw)",
    ),
    "attributes filled from the body": (
        "class Box:\n    def __init__(self, **given):\n        self.__dict__.update(given)",
        "raw = Box(**request.json).raw\npickle.loads(raw)",
    ),
    "a typed dictionary": (
        "from typing import TypedDict\nclass Box(TypedDict):\n    raw: bytes",
        "raw = Box(raw=request.get_data())['raw']\npickle.loads(raw)",
    ),
    "a named tuple class": (
        "from typing import NamedTuple\nclass Box(NamedTuple):\n    name: str\n    raw: bytes",
        "raw = Box('a', request.get_data()).raw\npickle.loads(raw)",
    ),
    "an inherited method": (
        "class A:\n    def use(self, raw):\n        return pickle.loads(raw)\nclass B(A):\n    pass",
        "B().use(request.get_data())",
    ),
    "an overridden hook of a base": (
        (
            "class A:\n    def run(self):\n        return self.decode(request.get_data())\nclass B(A):\n"
            "    def decode(self, raw):\n        return pickle.loads(raw)"
        ),
        "B().run()",
    ),
    "a mixin": (
        (
            "class Reads:\n    def use(self):\n        raw = self.raw\n        return pickle.loads(raw)\n"
            "class Box(Reads):\n    def __init__(self, raw):\n        self.raw = raw"
        ),
        "Box(request.get_data()).use()",
    ),
    "a generator pipeline": (
        (
            "def lines():\n    yield from request.args.getlist('a')\ndef coded(parts):\n    for part in parts:\n"
            "        yield part.encode()"
        ),
        "for raw in coded(lines()):\n    pickle.loads(raw)",
    ),
    "sent into a generator": (
        "def reader():\n    raw = yield\n    pickle.loads(raw)",
        "running = reader()\nnext(running)\nrunning.send(request.get_data())",
    ),
    "asyncio.run": (
        "import asyncio\nasync def read():\n    return request.get_data()",
        "raw = asyncio.run(read())\npickle.loads(raw)",
    ),
    "asyncio.gather": (
        (
            "import asyncio\nasync def read():\n    return request.get_data()\nasync def both():\n"
            "    raw, _ = await asyncio.gather(read(), read())\n    return pickle.loads(raw)"
        ),
        "asyncio.run(both())",
    ),
    "an executor": (
        "from concurrent.futures import ThreadPoolExecutor\ndef use(raw):\n    return pickle.loads(raw)",
        "with ThreadPoolExecutor() as pool:\n    pool.submit(use, request.get_data())",
    ),
    "a thread": (
        "from threading import Thread\ndef use(raw):\n    return pickle.loads(raw)",
        "Thread(target=use, args=(request.get_data(),)).start()",
    ),
    "a decorator that hands in the data": (
        (
            "import functools\ndef with_body(view):\n    @functools.wraps(view)\n    def inner(*args, **kwargs):\n"
            "        return view(request.get_data(), *args, **kwargs)\n    return inner\n"
            "@with_body\ndef use(raw):\n    return pickle.loads(raw)"
        ),
        "use()",
    ),
    "a decorator with arguments": (
        (
            "def field(name):\n    def outer(view):\n        def inner():\n"
            "            return view(request.form[name].encode())\n        return inner\n    return outer\n"
            "@field('a')\ndef use(raw):\n    return pickle.loads(raw)"
        ),
        "use()",
    ),
    "a decorator class": (
        (
            "class WithBody:\n    def __init__(self, view):\n        self.view = view\n    def __call__(self):\n"
            "        return self.view(request.get_data())\n@WithBody\ndef use(raw):\n    return pickle.loads(raw)"
        ),
        "use()",
    ),
    "a memoised function": (
        "from functools import lru_cache\n@lru_cache\ndef use(raw):\n    return pickle.loads(raw)",
        "use(request.get_data())",
    ),
    "singledispatch": (
        (
            "from functools import singledispatch\n@singledispatch\ndef use(raw):\n    return None\n"
            "@use.register(bytes)\ndef use_bytes(raw):\n    return pickle.loads(raw)"
        ),
        "use(request.get_data())",
    ),
    "a before_request hook": (
        "@app.before_request\ndef keep():\n    g.raw = request.get_data()",
        "raw = g.raw\npickle.loads(raw)",
    ),
    "g through getattr": (
        "@app.before_request\ndef keep():\n    setattr(g, 'raw', request.get_data())",
        "raw = getattr(g, 'raw', None)\npickle.loads(raw)",
    ),
    "g.get": (
        "@app.before_request\ndef keep():\n    g.raw = request.get_data()",
        "raw = g.get('raw')\npickle.loads(raw)",
    ),
    "a local proxy": (
        "from werkzeug.local import LocalProxy\nbody = LocalProxy(lambda: request.get_data())",
        "raw = bytes(body)\npickle.loads(raw)",
    ),
    "a context variable": (
        "from contextvars import ContextVar\nBODY = ContextVar('BODY')",
        "BODY.set(request.get_data())\nraw = BODY.get()\npickle.loads(raw)",
    ),
    "the environ of WSGI": ("", "raw = request.environ['wsgi.input'].read()\npickle.loads(raw)"),
    "a temporary file": (
        "import tempfile",
        (
            "with tempfile.TemporaryFile() as file:\n    file.write(request.get_data())\n    file.seek(0)\n"
            "    raw = file.read()\n    pickle.loads(raw)"
        ),
    ),
    "a queue": (
        "import queue\nJOBS = queue.Queue()",
        "JOBS.put(request.get_data())\nraw = JOBS.get()\npickle.loads(raw)",
    ),
}


@pytest.mark.parametrize("way", WAYS)
def test_data_is_followed_over(way: str, found_texts: Found) -> None:
    assert found_texts(*WAYS[way]) == ["pickle.loads(raw)"]


def test_a_parameter_of_the_rule_is_the_senders(found_in_files: Callable[[Mapping[str, str]], list[str]]) -> None:
    text = """
    import pickle
    from flask import Flask
    app = Flask(__name__)
    @app.get("/x/<path:raw>")
    def x(raw):
        return pickle.loads(raw.encode())
    """
    assert found_in_files({"app.py": text}) == ["app.py:7"]
