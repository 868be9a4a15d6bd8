"""Which YAML loaders of the app's own are dangerous? By what they come from, and by what they construct."""

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
    "yaml add_constructor eval": """
        import yaml
        class L(yaml.SafeLoader): pass
        def construct(loader, node):
            return eval(loader.construct_scalar(node))  # found
        L.add_constructor("!py", construct)
        @app.post("/x")
        def x():
            return str(yaml.load(request.get_data(), Loader=L))
    """,
    "yaml unsafe ctor in safe loader": """
        import yaml
        class L(yaml.SafeLoader): pass
        build = yaml.constructor.UnsafeConstructor.construct_python_object_apply
        L.add_constructor("tag:yaml.org,2002:python/object/apply", build)
        @app.post("/x")
        def x():
            return str(yaml.load(request.get_data(), Loader=L))  # found
    """,
    "yaml multi ctor": """
        import yaml
        class L(yaml.SafeLoader): pass
        L.add_multi_constructor("tag:yaml.org,2002:python/name:", yaml.UnsafeLoader.construct_python_name)
        @app.post("/x")
        def x():
            return str(yaml.load(request.get_data(), L))  # found
    """,
    "yaml module add_constructor": """
        import yaml
        def construct(loader, node):
            return pickle.loads(base64.b64decode(loader.construct_scalar(node)))  # found
        yaml.add_constructor("!pickle", construct, Loader=yaml.SafeLoader)
        @app.post("/x")
        def x():
            return str(yaml.safe_load(request.get_data()))
    """,
    "yaml loader subclass of Safe+unsafe mixin": """
        import yaml
        class L(yaml.SafeLoader, yaml.UnsafeLoader): pass
        @app.post("/x")
        def x():
            return str(yaml.load(request.get_data(), L))  # found
    """,
    "yaml try import C unsafe": """
        try:
            from yaml import CLoader as Loader
        except ImportError:
            from yaml import Loader
        import yaml
        @app.post("/x")
        def x():
            return str(yaml.load(request.get_data(), Loader))  # found
    """,
}

#: Whole apps in which nothing may be told.
QUIET: dict[str, str] = {
    "yaml add_constructor harmless": """
        import yaml
        class L(yaml.SafeLoader): pass
        def construct(loader, node):
            return os.environ.get(loader.construct_scalar(node))
        L.add_constructor("!env", construct)
        @app.post("/x")
        def x():
            return str(yaml.load(request.get_data(), Loader=L))
    """,
    "yaml loader built in function": """
        import yaml
        def make():
            class L(yaml.CSafeLoader):
                pass
            return L
        @app.post("/x")
        def x():
            return str(yaml.load(request.get_data(), Loader=make()))
    """,
    "yaml loader getattr fallback": """
        import yaml
        Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        @app.post("/x")
        def x():
            return str(yaml.load(request.get_data(), Loader))
    """,
    "yaml try import C": """
        try:
            from yaml import CSafeLoader as Loader
        except ImportError:
            from yaml import SafeLoader as Loader
        import yaml
        @app.post("/x")
        def x():
            return str(yaml.load(request.get_data(), Loader))
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
