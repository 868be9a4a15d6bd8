"""Is a name the same thing in each module that it passes? Packages, stars, rounds of imports and names as text."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Found = Callable[[Mapping[str, str]], list[str]]

#: The files of an app, and where the call is found.
TREES: dict[str, tuple[dict[str, str], str]] = {
    "relative reexport": (
        {
            "app.py": """
                from pkg import create_app
                app = create_app()
            """,
            "pkg/__init__.py": """
                from flask import Flask
                from .views import bp
                def create_app():
                    app = Flask(__name__)
                    app.register_blueprint(bp, url_prefix="/a")
                    return app
            """,
            "pkg/views.py": """
                from flask import Blueprint, request
                from . import codec as c
                from .codec import *
                bp = Blueprint("x", __name__)
                @bp.post("/x")
                def x():
                    return str(c.unpack(request.get_data())) + str(other(b"x"))
            """,
            "pkg/codec/__init__.py": """
                from .old import unpack
                __all__ = ["unpack", "other"]
                def other(raw): return raw
            """,
            "pkg/codec/old.py": """
                import pickle as _serial
                def unpack(raw):
                    return _serial.loads(raw)
            """,
        },
        "pkg/codec/old.py:4",
    ),
    "import a.b.c chain": (
        {
            "app.py": """
                import lib.inner.codec
                from flask import Flask, request
                app = Flask(__name__)
                @app.post("/x")
                def x():
                    return str(lib.inner.codec.read(request.get_data()))
            """,
            "lib/__init__.py": "",
            "lib/inner/__init__.py": "",
            "lib/inner/codec.py": """
                import pickle
                read = pickle.loads
            """,
        },
        "app.py:7",
    ),
    "circular import": (
        {
            "app.py": """
                from flask import Flask
                app = Flask(__name__)
                import views
            """,
            "views.py": """
                from app import app
                from flask import request
                import pickle
                @app.post("/x")
                def x():
                    return str(pickle.loads(request.get_data()))
            """,
        },
        "views.py:7",
    ),
    "import_module by setting": (
        {
            "app.py": """
                import importlib
                from flask import Flask, request
                import settings
                app = Flask(__name__)
                codec = importlib.import_module(settings.SERIALIZER)
                @app.post("/x")
                def x():
                    return str(codec.loads(request.get_data()))
            """,
            "settings.py": """
                SERIALIZER = "pickle"
            """,
        },
        "app.py:9",
    ),
    "import_string pair": (
        {
            "app.py": """
                from werkzeug.utils import import_string
                from flask import Flask, request
                app = Flask(__name__)
                read = import_string("pickle.loads")
                @app.post("/x")
                def x():
                    return str(read(request.get_data()))
            """,
        },
        "app.py:8",
    ),
    "own import_string": (
        {
            "app.py": """
                from importlib import import_module
                from flask import Flask, request
                app = Flask(__name__)
                def load(path):
                    mod, _, name = path.rpartition(".")
                    return getattr(import_module(mod), name)
                READERS = {"old": "pickle.loads", "new": "json.loads"}
                @app.post("/x")
                def x():
                    return str(load(READERS["old"])(request.get_data()))
            """,
        },
        "app.py:11",
    ),
    "import_module relative": (
        {
            "app.py": """
                from pkg.main import app
            """,
            "pkg/__init__.py": "",
            "pkg/main.py": """
                from importlib import import_module
                from flask import Flask, request
                app = Flask(__name__)
                codec = import_module(".codec", __package__)
                @app.post("/x")
                def x():
                    return str(codec.read(request.get_data()))
            """,
            "pkg/codec.py": """
                import pickle
                def read(raw): return pickle.loads(raw)
            """,
        },
        "pkg/codec.py:3",
    ),
    "import_module with __name__": (
        {
            "app.py": """
                from pkg.main import app
            """,
            "pkg/__init__.py": "",
            "pkg/main.py": """
                from importlib import import_module
                from flask import Flask, request
                app = Flask(__name__)
                @app.post("/x")
                def x():
                    codec = import_module(f"pkg.{'co' + 'dec'}")
                    return str(codec.read(request.get_data()))
            """,
            "pkg/codec.py": """
                import pickle
                def read(raw): return pickle.loads(raw)
            """,
        },
        "pkg/codec.py:3",
    ),
}


@pytest.mark.parametrize("tree", TREES)
def test_the_call_is_found_across(tree: str, found_in_files: Found) -> None:
    files, place = TREES[tree]
    assert found_in_files(files) == [place]
