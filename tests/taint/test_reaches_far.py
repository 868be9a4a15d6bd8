"""Does a dangerous call stay dangerous behind tables, hooks and overloads? And is what looks like it left alone?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

Found = Callable[[str, str], list[str]]

#: (module level, body of the view): `pickle.loads(raw)` is somewhere in it, and must be found.
WAYS: dict[str, tuple[str, str]] = {
    "a metaclass that keeps a registry": (
        ("KNOWN = {}\nclass Keeps(type):\n    def __init__(cls, name, bases, body):\n        KNOWN[name] = cls\n"
        "class Codec(metaclass=Keeps):\n    pass\nclass Old(Codec):\n    def read(self, raw):\n"
        "        return pickle.loads(raw)"),
        "KNOWN[request.args['k']]().read(request.get_data())",
    ),
    "a registry under the class's own name": (
        ("class Codec:\n    known = {}\n    def __init_subclass__(cls, **options):\n"
        "        super().__init_subclass__(**options)\n        cls.known[cls.__name__.lower()] = cls\n"
        "class Old(Codec):\n    @staticmethod\n    def read(raw):\n        return pickle.loads(raw)"),
        "Codec.known['old'].read(request.get_data())",
    ),
    "a method by the beginning of its name": (
        ("class Reader:\n    def read_json(self, raw):\n        return json.loads(raw)\n"
        "    def read_old(self, raw):\n        return pickle.loads(raw)\n"
        "    def read(self, kind, raw):\n        return getattr(self, f'read_{kind}')(raw)"),
        "Reader().read(request.args['kind'], request.get_data())",
    ),
    "a method by a name that is added up": (
        ("class Reader:\n    def read_old(self, raw):\n        return pickle.loads(raw)\n"
        "    def read(self, kind, raw):\n        return getattr(self, 'read_' + kind)(raw)"),
        "Reader().read(request.args['kind'], request.get_data())",
    ),
    "a property set through its setter": (
        ("class Box:\n    @property\n    def raw(self):\n        return self._raw\n    @raw.setter\n"
        "    def raw(self, value):\n        self._raw = base64.b64decode(value)"),
        "box = Box()\nbox.raw = request.args['a']\nraw = box.raw\npickle.loads(raw)",
    ),
    "a property made by a call": (
        "class Box:\n    def _read(self):\n        return request.get_data()\n    raw = property(_read)",
        "raw = Box().raw\npickle.loads(raw)",
    ),
    "super() in a mixin": (
        ("class Reads:\n    def read(self, raw):\n        return pickle.loads(raw)\n"
        "class Logs:\n    def read(self, raw):\n        return super().read(raw)\n"
        "class Both(Logs, Reads):\n    pass"),
        "Both().read(request.get_data())",
    ),
    "a property behind super()": (
        ("class Box:\n    @property\n    def raw(self):\n        return request.get_data()\n"
        "class Inner(Box):\n    @property\n    def raw(self):\n        return super().raw"),
        "raw = Inner().raw\npickle.loads(raw)",
    ),
    "an overload by annotation": (
        ("from functools import singledispatch\n@singledispatch\ndef use(raw):\n    return None\n"
        "@use.register\ndef _(raw: bytes):\n    return pickle.loads(raw)"),
        "use(request.get_data())",
    ),
    "an overloaded method": (
        ("from functools import singledispatchmethod\nclass Reader:\n    @singledispatchmethod\n"
        "    def use(self, raw):\n        return None\n    @use.register(bytes)\n    def _(self, raw):\n"
        "        return pickle.loads(raw)"),
        "Reader().use(request.get_data())",
    ),
    "partialmethod": (
        ("from functools import partialmethod\nclass Reader:\n    def use(self, how, raw):\n"
        "        return pickle.loads(raw) if how else raw\n    read = partialmethod(use, True)"),
        "Reader().read(request.get_data())",
    ),
    "starmap": (
        "from itertools import starmap\ndef use(name, raw):\n    return pickle.loads(raw)",
        "list(starmap(use, [('a', request.get_data())]))",
    ),
    "an extension of the app": (
        ("from flask import current_app\nclass Store:\n    def read(self, raw):\n        return pickle.loads(raw)\n"
        "app.extensions['store'] = Store()"),
        "current_app.extensions['store'].read(request.get_data())",
    ),
    "an extension that registers itself": (
        ("from flask import current_app\nclass Store:\n    def init_app(self, app):\n"
        "        app.extensions['store'] = self\n    def read(self, raw):\n        return pickle.loads(raw)\n"
        "Store().init_app(app)"),
        "current_app.extensions.get('store').read(request.get_data())",
    ),
    "an attribute of the app": (
        ("from flask import current_app\nclass Store:\n    def read(self, raw):\n        return pickle.loads(raw)\n"
        "app.store = Store()"),
        "current_app.store.read(request.get_data())",
    ),
    "the dictionary of a class's object": (
        "class Box:\n    def __init__(self, given):\n        self.__dict__ = given",
        "raw = Box(request.get_json()).raw\npickle.loads(raw)",
    ),
    "the fields of an exception of the app's own": (
        ("class Problem(Exception):\n    def __init__(self, held):\n        self.held = held\n"
        "def fail():\n    raise Problem(request.get_data())"),
        "try:\n    fail()\nexcept Problem as problem:\n    raw = problem.held\n    pickle.loads(raw)",
    ),
    "a handler of an exception": (
        ("class Problem(Exception):\n    def __init__(self, held):\n        self.held = held\n"
        "@app.errorhandler(Problem)\ndef told(problem):\n    raw = problem.held\n    return pickle.loads(raw)"),
        "raise Problem(request.get_data())",
    ),
    "a text put together that only looks at a part": (
        "",
        ("a = request.args['a']\nif f'{a[:2]}.x' not in ('v1.x', 'v2.x'):\n    abort(400)\nraw = a.encode()\n"
        "pickle.loads(raw)"),
    ),
}  # fmt: skip

#: (module level, body of the view) in which nothing may be told.
NEAR_MISSES: dict[str, tuple[str, str]] = {
    "a method whose name begins otherwise": (
        ("class Reader:\n    def read_json(self, raw):\n        return json.loads(raw)\n"
        "    def _old(self, raw):\n        return pickle.loads(raw)\n"
        "    def read(self, kind, raw):\n        return getattr(self, f'read_{kind}')(raw)"),
        "Reader().read(request.args['kind'], request.get_data())",
    ),
    "a setter that keeps nothing": (
        ("class Box:\n    @property\n    def raw(self):\n        return b'N.'\n    @raw.setter\n"
        "    def raw(self, value):\n        print(value)"),
        "box = Box()\nbox.raw = request.get_data()\nraw = box.raw\npickle.loads(raw)",
    ),
    "a star import of what has a harmless name": ("from json import *", "loads(request.get_data())"),
    "a star import beside one's own function": (
        "from pickle import *\ndef loads(raw):\n    return len(raw)",
        "loads(request.get_data())",
    ),
    "another name of the module's table": ("", "vars(json)['loads'](request.get_data())"),
    "a reduce over harmless steps": (
        "import functools",
        "functools.reduce(lambda value, step: step(value), [base64.b64decode, json.loads], request.args['a'])",
    ),
    "another extension": (
        ("from flask import current_app\nclass Old:\n    def read(self, raw):\n        return pickle.loads(raw)\n"
        "class New:\n    def read(self, raw):\n        return json.loads(raw)\n"
        "app.extensions['old'], app.extensions['new'] = Old(), New()"),
        "current_app.extensions['new'].read(request.get_data())",
    ),
    "another context variable": (
        "from contextvars import ContextVar\nA = ContextVar('A')\nB = ContextVar('B')",
        "A.set(request.get_data())\nB.set(b'N.')\nraw = B.get()\npickle.loads(raw)",
    ),
    "another queue": (
        "import queue\nA = queue.Queue()\nB = queue.Queue()",
        "A.put(request.get_data())\nB.put(b'N.')\nraw = B.get()\npickle.loads(raw)",
    ),
    "a proxy of what is ours": (
        "from werkzeug.local import LocalProxy\nbody = LocalProxy(lambda: b'N.')",
        "request.get_data()\nraw = bytes(body)\npickle.loads(raw)",
    ),
    "another exception": (
        "",
        ("try:\n    raise KeyError(request.args['a'])\nexcept ValueError as problem:\n    raw = str(problem).encode()\n"
        "    pickle.loads(raw)"),
    ),
    "a handler of another exception": (
        ("class Problem(Exception):\n    def __init__(self, held):\n        self.held = held\n"
        "class Other(Exception):\n    pass\n"
        "@app.errorhandler(Other)\ndef told(problem):\n    raw = problem.held\n    return pickle.loads(raw)"),
        "raise Problem(request.get_data())",
    ),
    "sent into another generator": (
        "def reader():\n    raw = yield\n    pickle.loads(raw)\ndef other():\n    raw = yield\n    print(raw)",
        "running = other()\nnext(running)\nrunning.send(request.get_data())\nnext(reader())",
    ),
    "an allow-list of what is put together": (
        "KNOWN = {'a.x', 'b.x'}",
        "a = request.args['a']\nif f'{a}.x' not in KNOWN:\n    abort(400)\nraw = a.encode()\npickle.loads(raw)",
    ),
    "an answer of a function that was tested there": (
        ("def kind():\n    text = request.args['a']\n    if text in ('x', 'y'):\n        return text.encode()\n"
        "    return b'N.'"),
        "raw = kind()\npickle.loads(raw)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_the_call_is_found_behind(way: str, found_texts: Found) -> None:
    assert found_texts(*WAYS[way]) == ["pickle.loads(raw)"]


@pytest.mark.parametrize("way", NEAR_MISSES)
def test_nothing_is_told_of(way: str, found_texts: Found) -> None:
    assert found_texts(*NEAR_MISSES[way]) == []
