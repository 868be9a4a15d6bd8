"""Which unpicklers of the app's own are safe? Those that look each name up on a list, and no others."""

from __future__ import annotations

from collections.abc import Callable
from textwrap import dedent, indent

import pytest

Found = Callable[[str, str], list[str]]

SAFE: dict[str, str] = {
    "pairs in a set": """
        SAFE = {("collections", "OrderedDict"), ("datetime", "date")}
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                if (module, name) not in SAFE:
                    raise pickle.UnpicklingError(name)
                return super().find_class(module, name)
    """,
    "one pair by equality": """
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                if module == "datetime" and name == "date":
                    return super().find_class(module, name)
                raise pickle.UnpicklingError(name)
    """,
    "a table of classes": """
        import datetime
        SAFE = {("datetime", "date"): datetime.date}
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                try:
                    return SAFE[module, name]
                except KeyError:
                    raise pickle.UnpicklingError(name)
    """,
    "names by module": """
        SAFE = {"collections": {"OrderedDict"}, "datetime": {"date", "datetime"}}
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                if name not in SAFE.get(module, ()):
                    raise pickle.UnpicklingError(name)
                return super().find_class(module, name)
    """,
    "names by module, in two steps": """
        import sys
        class Reader(pickle.Unpickler):
            SAFE = {"copyreg": {"_reconstructor"}, "builtins": {"object", "list", "set"}}
            def find_class(self, module, name):
                if module not in self.SAFE:
                    raise pickle.UnpicklingError(module)
                __import__(module)
                home = sys.modules[module]
                if name not in self.SAFE[module]:
                    raise pickle.UnpicklingError(name)
                return getattr(home, name)
    """,
    "safe builtins": """
        import builtins
        SAFE = {"range", "complex", "set", "frozenset", "slice"}
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                if module == "builtins" and name in SAFE:
                    return getattr(builtins, name)
                raise pickle.UnpicklingError(f"global '{module}.{name}' is forbidden")
    """,
    "the whole name on a list": """
        SAFE = frozenset({"datetime.date", "collections.OrderedDict"})
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                if f"{module}.{name}" in SAFE:
                    return super().find_class(module, name)
                raise pickle.UnpicklingError(name)
    """,
    "a list that is given to the constructor": """
        import os
        class Reader(pickle.Unpickler):
            def __init__(self, file, allowed=frozenset(os.environ["ALLOWED"].split())):
                super().__init__(file)
                self.allowed = allowed
            def find_class(self, module, name):
                if (module, name) not in self.allowed:
                    raise pickle.UnpicklingError(name)
                return super().find_class(module, name)
    """,
    "a check that raises": """
        SAFE = {("datetime", "date")}
        def check(module, name):
            if (module, name) not in SAFE:
                raise pickle.UnpicklingError(name)
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                check(module, name)
                return pickle.Unpickler.find_class(self, module, name)
    """,
    "nothing at all": """
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                raise pickle.UnpicklingError("no globals here")
    """,
    "stand-ins for everything": """
        class Stub:
            pass
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                return Stub
    """,
    "a stricter one that asks its parent": """
        SAFE = {("datetime", "date")}
        class Strict(pickle.Unpickler):
            def find_class(self, module, name):
                if (module, name) in SAFE:
                    return super().find_class(module, name)
                raise pickle.UnpicklingError(name)
        class Reader(Strict):
            def find_class(self, module, name):
                print(module, name)
                return super().find_class(module, name)
    """,
    "old names are renamed first": """
        OLD = {"app.old": "app.new"}
        SAFE = {("app.new", "Card")}
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                module = OLD.get(module, module)
                if (module, name) not in SAFE:
                    raise pickle.UnpicklingError(name)
                return super().find_class(module, name)
    """,
}

UNSAFE: dict[str, str] = {
    "no look-up of its own": """
        class Reader(pickle.Unpickler):
            pass
    """,
    "one that only watches": """
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                print(module, name)
                return super().find_class(module, name)
    """,
    "forbidden names": """
        BAD = {"eval", "exec", "system"}
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                if name in BAD:
                    raise pickle.UnpicklingError(name)
                return super().find_class(module, name)
    """,
    "forbidden modules": """
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                if module.split(".")[0] in ("os", "posix", "subprocess", "builtins"):
                    raise pickle.UnpicklingError(name)
                return super().find_class(module, name)
    """,
    "whole modules": """
        SAFE = {"builtins", "collections", "datetime"}
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                if module not in SAFE:
                    raise pickle.UnpicklingError(module)
                return super().find_class(module, name)
    """,
    "the beginning of a module's name": """
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                if not module.startswith(("numpy", "pandas.")):
                    raise pickle.UnpicklingError(module)
                return super().find_class(module, name)
    """,
    "packages": """
        SAFE = ("builtins", "decks")
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                if module.partition(".")[0] in SAFE:
                    return super().find_class(module, name)
                raise pickle.UnpicklingError(module)
    """,
    "names, from any module": """
        SAFE = {"OrderedDict", "date"}
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                if name in SAFE:
                    return super().find_class(module, name)
                raise pickle.UnpicklingError(name)
    """,
    "a list and its default": """
        import importlib
        SAFE = {("datetime", "date")}
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                if (module, name) in SAFE:
                    return super().find_class(module, name)
                return getattr(importlib.import_module(module), name)
    """,
    "a list that is switched off by a child": """
        SAFE = {("datetime", "date")}
        class Strict(pickle.Unpickler):
            def find_class(self, module, name):
                if (module, name) in SAFE:
                    return super().find_class(module, name)
                raise pickle.UnpicklingError(name)
        class Reader(Strict):
            def find_class(self, module, name):
                return pickle.Unpickler.find_class(self, module, name)
    """,
    "another method": """
        class Reader(pickle.Unpickler):
            def find_klass(self, module, name):
                raise pickle.UnpicklingError(name)
    """,
    "an assertion": """
        SAFE = {("datetime", "date")}
        class Reader(pickle.Unpickler):
            def find_class(self, module, name):
                assert (module, name) in SAFE
                return super().find_class(module, name)
    """,
}

BODY = "Reader(io.BytesIO(request.get_data())).load()"


@pytest.mark.parametrize("way", SAFE)
def test_an_unpickler_is_safe_with(way: str, found_texts: Found) -> None:
    assert found_texts(dedent(SAFE[way]), BODY) == []


@pytest.mark.parametrize("way", UNSAFE)
def test_an_unpickler_is_not_safe_with(way: str, found_texts: Found) -> None:
    assert found_texts(dedent(UNSAFE[way]), BODY) == [BODY]


def test_the_methods_of_a_safe_unpickler_do_not_vouch_for_pickle_itself(found_texts: Found) -> None:
    above = dedent(SAFE["pairs in a set"]) + indent("pass\n", "")
    assert found_texts(above, "pickle.loads(request.get_data())") == ["pickle.loads(request.get_data())"]
