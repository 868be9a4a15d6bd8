"""What do objects do by themselves? Fields, descriptors, hooks of classes and enumerations, beside what is idle."""

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
    "dataclass post_init": """
        from dataclasses import dataclass
        @dataclass
        class Box:
            raw: str
            def __post_init__(self):
                self.value = pickle.loads(self.raw)  # found
        @app.post("/x")
        def x():
            return str(Box(request.get_data()).value)
    """,
    "attrs converter": """
        import attrs
        @attrs.define
        class Box:
            raw: bytes = attrs.field(converter=pickle.loads)
        @app.post("/x")
        def x():
            return str(Box(request.get_data()).raw)  # found
    """,
    "attr post": """
        import attr
        @attr.s(auto_attribs=True)
        class Box:
            raw: bytes
            def __attrs_post_init__(self):
                self.v = pickle.loads(self.raw)  # found
        @app.post("/x")
        def x():
            return str(Box(raw=request.get_data()).v)
    """,
    "dataclass field default_factory replace": """
        from dataclasses import dataclass, replace, asdict
        @dataclass
        class Box:
            raw: bytes = b""
        @app.post("/x")
        def x():
            b = replace(Box(), raw=request.get_data())
            return str(pickle.loads(asdict(b)["raw"]))  # found
    """,
    "namedtuple _replace": """
        from typing import NamedTuple
        class P(NamedTuple):
            a: int = 0
            raw: bytes = b""
        @app.post("/x")
        def x():
            p = P()._replace(raw=request.get_data())
            a, raw = p
            return str(pickle.loads(raw))  # found
    """,
    "descriptor": """
        class Field:
            def __get__(self, obj, cls):
                return pickle.loads(obj.raw)  # found
        class Box:
            value = Field()
            def __init__(self, raw):
                self.raw = raw
        @app.post("/x")
        def x():
            return str(Box(request.get_data()).value)
    """,
    "descriptor set": """
        class Field:
            def __set__(self, obj, value):
                obj.__dict__["v"] = pickle.loads(value)  # found
            def __get__(self, obj, cls):
                return obj.__dict__["v"]
        class Box:
            v = Field()
        @app.post("/x")
        def x():
            b = Box()
            b.v = request.get_data()
            return "ok"
    """,
    "__setattr__": """
        class Box:
            def __setattr__(self, name, value):
                object.__setattr__(self, name, pickle.loads(value))  # found
        @app.post("/x")
        def x():
            b = Box()
            b.v = request.get_data()
            return "ok"
    """,
    "__getattr__": """
        class Box:
            def __init__(self, d): self._d = d
            def __getattr__(self, name):
                return pickle.loads(self._d[name])  # found
        @app.post("/x")
        def x():
            return str(Box(request.form).state)
    """,
    "__new__": """
        class Box:
            def __new__(cls, raw):
                self = super().__new__(cls)
                self.v = pickle.loads(raw)  # found
                return self
        @app.post("/x")
        def x():
            return str(Box(request.get_data()).v)
    """,
    "classmethod factory": """
        class Box:
            serializer = pickle
            def __init__(self, v): self.v = v
            @classmethod
            def of(cls, raw):
                return cls(cls.serializer.loads(raw))  # found
        @app.post("/x")
        def x():
            return str(Box.of(request.get_data()).v)
    """,
    "abstract template method": """
        from abc import ABC, abstractmethod
        class Base(ABC):
            @abstractmethod
            def decode(self, raw): ...
            def run(self):
                return self.decode(request.get_data())
        class Old(Base):
            def decode(self, raw):
                return pickle.loads(raw)  # found
        readers: list[Base] = [Old()]
        @app.post("/x")
        def x():
            return str([r.run() for r in readers])
    """,
    "__init_subclass__ list": """
        class Plugin:
            all = []
            def __init_subclass__(cls, **kw):
                super().__init_subclass__(**kw)
                Plugin.all.append(cls)
        class Old(Plugin):
            kind = "old"
            def read(self, raw):
                return pickle.loads(raw)  # found
        @app.post("/x")
        def x():
            for cls in Plugin.all:
                if cls.kind == request.args["k"]:
                    return str(cls().read(request.get_data()))
            abort(404)
    """,
    "__subclasses__": """
        class Plugin: pass
        class Old(Plugin):
            def read(self, raw):
                return pickle.loads(raw)  # found
        @app.post("/x")
        def x():
            for cls in Plugin.__subclasses__():
                cls().read(request.get_data())
            return "ok"
    """,
    "enum of functions": """
        import enum
        class Kind(enum.Enum):
            OLD = "old"
            NEW = "new"
            def load(self, raw):
                return pickle.loads(raw) if self is Kind.OLD else json.loads(raw)  # found
        @app.post("/x")
        def x():
            return str(Kind(request.args["k"]).load(request.get_data()))
    """,
    "enum member with partial": """
        import enum
        from functools import partial
        class Kind(enum.Enum):
            OLD = partial(pickle.loads)
        @app.post("/x")
        def x():
            return str(Kind[request.args["k"]].value(request.get_data()))  # found
    """,
    "getattr default": """
        class C: pass
        c = C()
        @app.post("/x")
        def x():
            load = getattr(c, "load", pickle.loads)
            return str(load(request.get_data()))  # found
    """,
    "bound method stored": """
        class R:
            def __init__(self): self.f = self._read
            def _read(self, raw): return pickle.loads(raw)  # found
        r = R()
        @app.post("/x")
        def x():
            return str(r.f(request.get_data()))
    """,
}

#: Whole apps in which nothing may be told.
QUIET: dict[str, str] = {
    "a field beside the one that is loaded": """
        from dataclasses import dataclass
        @dataclass
        class Box:
            raw: bytes
            own: bytes = b"N."
            def __post_init__(self):
                self.value = pickle.loads(self.own)
        @app.post("/x")
        def x():
            return str(Box(request.get_data()).value)
    """,
    "a converter of another field": """
        import attrs
        @attrs.define
        class Box:
            raw: bytes
            own: bytes = attrs.field(converter=pickle.loads)
        @app.post("/x")
        def x():
            return str(Box(request.get_data(), b"N.").own)
    """,
    "a default factory of ours": """
        from dataclasses import dataclass, field
        @dataclass
        class Box:
            raw: bytes
            own: bytes = field(default_factory=lambda: b"N.")
        @app.post("/x")
        def x():
            return str(pickle.loads(Box(request.get_data()).own))
    """,
    "a descriptor that gives what is ours": """
        class Field:
            def __get__(self, obj, cls):
                return b"N."
        class Box:
            value = Field()
            def __init__(self, raw):
                self.raw = raw
        @app.post("/x")
        def x():
            return str(pickle.loads(Box(request.get_data()).value))
    """,
    "an attribute that __setattr__ throws away": """
        class Box:
            own = b"N."
            def __setattr__(self, name, value):
                raise AttributeError(name)
        @app.post("/x")
        def x():
            box = Box()
            try:
                box.own = request.get_data()
            except AttributeError:
                pass
            return str(pickle.loads(box.own))
    """,
    "a class that __new__ does not make of the data": """
        class Box:
            def __new__(cls, raw):
                self = super().__new__(cls)
                self.own = b"N."
                return self
        @app.post("/x")
        def x():
            return str(pickle.loads(Box(request.get_data()).own))
    """,
    "the value of an enumeration": """
        import enum
        class Kind(enum.Enum):
            OLD = b"N."
            NEW = b"I1."
        @app.post("/x")
        def x():
            return str(pickle.loads(Kind[request.args["k"]].value) + pickle.loads(Kind(request.get_data()).value))
    """,
    "subclasses of another class": """
        class Plugin: pass
        class Other: pass
        class Old(Other):
            def read(self, raw):
                return pickle.loads(raw)
        @app.post("/x")
        def x():
            for cls in Plugin.__subclasses__():
                cls().read(request.get_data())
            return "ok"
    """,
    "a method that no subclass of the list has": """
        class Base:
            def run(self):
                return self.decode(request.get_data())
            def decode(self, raw):
                return json.loads(raw)
        class Old(Base):
            def decode(self, raw):
                return pickle.loads(raw)
        class New(Base):
            pass
        readers = [New()]
        @app.post("/x")
        def x():
            return str([r.run() for r in readers])
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
