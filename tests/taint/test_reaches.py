"""Does a dangerous call stay dangerous under another name? Every way by which code gets at `pickle.loads`."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Found = Callable[[str, str], list[str]]

#: (module level, a call in the view that unpickles `request.get_data()`). The call's text is what must be told.
WAYS: dict[str, tuple[str, str]] = {
    "the module under another name": ("import pickle as p", "p.loads(request.get_data())"),
    "the C module": ("import _pickle", "_pickle.loads(request.get_data())"),
    "the function under another name": ("from pickle import loads as read", "read(request.get_data())"),
    "a star import": ("from pickle import *", "loads(request.get_data())"),
    "an import with a fallback": (
        "try:\n    import cPickle as p\nexcept ImportError:\n    import pickle as p",
        "p.loads(request.get_data())",
    ),
    "a class attribute that is the function": (
        "class Codec:\n    load = staticmethod(pickle.loads)",
        "Codec.load(request.get_data())",
    ),
    "an instance attribute that is the module": (
        "class Codec:\n    def __init__(self, lib):\n        self.lib = lib\ncodec = Codec(pickle)",
        "codec.lib.loads(request.get_data())",
    ),
    "a function that answers with it": (
        "def reader():\n    return pickle.loads",
        "reader()(request.get_data())",
    ),
    "a lambda that answers with it": ("reader = lambda: pickle.loads", "reader()(request.get_data())"),
    "a conditional": (
        "",
        "(pickle.loads if request.args else json.loads)(request.get_data())",
    ),
    "a list": ("ALL = [json.loads, pickle.loads]", "ALL[1](request.get_data())"),
    "a dictionary with get": (
        "ALL = {'json': json.loads, 'pickle': pickle.loads}",
        "ALL.get(request.headers['X-Kind'], json.loads)(request.get_data())",
    ),
    "a dictionary of modules": (
        "ALL = {'json': json, 'pickle': pickle}",
        "ALL[request.headers['Content-Type']].loads(request.get_data())",
    ),
    "partial with the data": (
        "import functools",
        "functools.partial(pickle.loads, request.get_data())()",
    ),
    "partial of a name": ("from functools import partial as p\nload = p(pickle.loads)", "load(request.get_data())"),
    "getattr with a name from a constant": ("NAME = 'loads'", "getattr(pickle, NAME)(request.get_data())"),
    "getattr with a name put together": ("", "getattr(pickle, 'lo' + 'ads')(request.get_data())"),
    "operator.attrgetter": (
        "from operator import attrgetter",
        "attrgetter('loads')(pickle)(request.get_data())",
    ),
    "operator.methodcaller": (
        "from operator import methodcaller",
        "methodcaller('loads', request.get_data())(pickle)",
    ),
    "the dictionary of the module": ("", "vars(pickle)['loads'](request.get_data())"),
    "__dict__": ("", "pickle.__dict__['loads'](request.get_data())"),
    "__import__": ("", "__import__('pickle').loads(request.get_data())"),
    "sys.modules": ("import sys", "sys.modules['pickle'].loads(request.get_data())"),
    "import_module by a constant": (
        "from importlib import import_module\nNAME = 'pickle'",
        "import_module(NAME).loads(request.get_data())",
    ),
    "globals": ("", "globals()['pickle'].loads(request.get_data())"),
    "__call__": ("", "pickle.loads.__call__(request.get_data())"),
    "a star": ("", "pickle.loads(*[request.get_data()])"),
    "a subclass of Unpickler": (
        "class Reader(pickle.Unpickler):\n    pass",
        "Reader(io.BytesIO(request.get_data())).load()",
    ),
    "a subclass that admits everything": (
        (
            "class Reader(pickle.Unpickler):\n    def find_class(self, module, name):\n"
            "        return super().find_class(module, name)"
        ),
        "Reader(io.BytesIO(request.get_data())).load()",
    ),
}

#: Ways that need statements: (module level, body of the view, the text of the call that is told).
LONGER: dict[str, tuple[str, str, str]] = {
    "a local name": ("", "load = pickle.loads\nload(request.get_data())", "load(request.get_data())"),
    "an import in the function": (
        "",
        "from pickle import loads as read\nread(request.get_data())",
        "read(request.get_data())",
    ),
    "map": ("", "list(map(pickle.loads, [request.get_data()]))", "map(pickle.loads, [request.get_data()])"),
    "map of what a list holds": (
        "",
        "parts = request.args.getlist('a')\nlist(map(pickle.loads, [p.encode() for p in parts]))",
        "map(pickle.loads, [p.encode() for p in parts])",
    ),
    "a registry filled by a decorator": (
        ("READERS = {}\ndef reader(kind):\n    def keep(call):\n        READERS[kind] = call\n        return call\n"
        "    return keep\n@reader('p')\ndef read(raw):\n    return pickle.loads(raw)"),
        "READERS[request.headers['X-Kind']](request.get_data())",
        "pickle.loads(raw)",
    ),
    "a registry filled by subclasses": (
        ("class Codec:\n    known = {}\n    def __init_subclass__(cls, kind):\n        Codec.known[kind] = cls\n"
        "class Pickled(Codec, kind='p'):\n    def read(self, raw):\n        return pickle.loads(raw)"),
        "Codec.known[request.headers['X-Kind']]().read(request.get_data())",
        "pickle.loads(raw)",
    ),
    "a registry of instances": (
        ("class Pickled:\n    def read(self, raw):\n        return pickle.loads(raw)\n"
        "class Plain:\n    def read(self, raw):\n        return json.loads(raw)\n"
        "ALL = {codec.__class__.__name__: codec for codec in (Plain(), Pickled())}"),
        "ALL[request.headers['X-Kind']].read(request.get_data())",
        "pickle.loads(raw)",
    ),
    "a serializer chosen by a header": (
        "def chosen(kind):\n    if kind == 'application/x-pickle':\n        return pickle\n    return json",
        "chosen(request.headers['Content-Type']).loads(request.get_data())",
        "chosen(request.headers['Content-Type']).loads(request.get_data())",
    ),
    "a chain of handlers": (
        "STEPS = [base64.b64decode, pickle.loads]",
        "value = request.args['a']\nfor step in STEPS:\n    value = step(value)",
        "step(value)",
    ),
    "composed functions": (
        "def compose(f, g):\n    return lambda x: f(g(x))\nload = compose(pickle.loads, base64.b64decode)",
        "load(request.args['a'])",
        "f(g(x))",
    ),
    "a default argument of the app's own": (
        "def load(raw, how=pickle.loads):\n    return how(raw)",
        "load(request.get_data())",
        "how(raw)",
    ),
    "a strategy object given to a constructor": (
        ("class Store:\n    def __init__(self, serializer=pickle):\n        self.serializer = serializer\n"
        "    def read(self, raw):\n        return self.serializer.loads(raw)"),
        "Store().read(request.get_data())",
        "self.serializer.loads(raw)",
    ),
    "a setting of the app": (
        "app.config['READER'] = pickle.loads",
        "app.config['READER'](request.get_data())",
        "app.config['READER'](request.get_data())",
    ),
    "an argument that is the function": (
        "def apply(call, *args):\n    return call(*args)",
        "apply(pickle.loads, request.get_data())",
        "call(*args)",
    ),
    "functools.reduce": (
        "import functools",
        "functools.reduce(lambda value, step: step(value), [base64.b64decode, pickle.loads], request.args['a'])",
        "step(value)",
    ),
    "an unpickler that is kept": (
        "",
        "reader = pickle.Unpickler(request.stream)\nreader.load()",
        "reader.load()",
    ),
    "the method of an unpickler that is kept": (
        "",
        "load = pickle.Unpickler(request.stream).load\nload()",
        "load()",
    ),
}  # fmt: skip

#: What is not understood yet. When one of these passes, its line goes away.
KNOWN_GAPS: dict[str, str] = {}


def ways(table: Mapping[str, object]) -> list[object]:
    marks = {way: pytest.mark.xfail(strict=True, reason=KNOWN_GAPS[way]) if way in KNOWN_GAPS else () for way in table}
    return [pytest.param(way, marks=mark, id=way) for way, mark in marks.items()]


@pytest.mark.parametrize("way", ways(WAYS))
def test_the_call_is_known_through(way: str, found_texts: Found) -> None:
    above, call = WAYS[way]
    assert found_texts(above, call) == [call]


@pytest.mark.parametrize("way", ways(LONGER))
def test_the_call_is_known_over(way: str, found_texts: Found) -> None:
    above, body, call = LONGER[way]
    assert found_texts(above, body) == [call]


def test_a_name_of_another_module_is_known(found_in_files: Callable[[Mapping[str, str]], list[str]]) -> None:
    files = {
        "wire/__init__.py": "from .codecs import unpack as read\n",
        "wire/codecs.py": "import pickle\nunpack = pickle.loads\n",
        "app.py": """
        from flask import Flask, request
        import wire
        app = Flask(__name__)
        @app.post("/x")
        def x():
            return str(wire.read(request.get_data()))
        """,
    }
    assert found_in_files(files) == ["app.py:7"]


def test_a_module_of_the_same_name_is_another(found_texts: Found) -> None:
    above = "class pickle:\n    @staticmethod\n    def loads(raw):\n        return len(raw)"
    assert found_texts(above, "pickle.loads(request.get_data())") == []
