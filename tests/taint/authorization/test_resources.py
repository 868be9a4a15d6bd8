"""Are resources routes where the rule is not known, and is a decorator one that is called with the function?"""

from __future__ import annotations

from pathlib import Path

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

_RESOURCE = """\
from functools import wraps
from flask import request
from flask_jwt_extended import get_jwt, jwt_required
from flask_restful import Resource
from elsewhere import name_of

def only_for(kinds):
    def decorate(view):
        @wraps(view)
        def inner(*args, **kwargs):
            if get_jwt()["kind"] not in kinds:
                raise Exception("no")
            return view(*args, **kwargs)
        return jwt_required()(inner)
    return decorate

def setup(api, base):
    api.add_resource(Things, "/".join([base, name_of(__name__)]))

class Things(Resource):
    @only_for(["user"])
    def get(self):
        return 1

    def post(self):
        return request.get_json()
"""
_MAKING = """\
import importlib
from flask import Flask
from flask_restful import Api

class Server:
    def __init__(self, settings):
        self.app = Flask(__name__)
        self.api = Api(self.app)
        for name in ("one", "two"):
            importlib.import_module("shop." + name).setup(self.api, settings["base"])
"""


def test_resources_of_modules_that_are_imported_by_name_are_routes(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "__init__.py").write_text(_MAKING, encoding="utf-8")
    (tmp_path / "shop" / "one.py").write_text(_RESOURCE, encoding="utf-8")
    (tmp_path / "shop" / "two.py").write_text(_RESOURCE, encoding="utf-8")

    rows = scan(tmp_path, Settings()).routes

    assert {(row.place.file, row.methods, bool(row.authenticated_by)) for row in rows} == {
        ("shop/one.py", ("GET",), True),
        ("shop/one.py", ("POST",), False),
        ("shop/two.py", ("GET",), True),
        ("shop/two.py", ("POST",), False),
    }


def test_what_is_no_resource_and_has_no_rule_is_no_route(tmp_path: Path) -> None:
    view = "class Plain:\n    def get(self):\n        return 1\n"
    text = f"{view}def setup(api, path):\n    api.add_resource(Plain, path)\n"
    (tmp_path / "app.py").write_text(f"from flask import request\n{text}", encoding="utf-8")

    assert scan(tmp_path, Settings()).routes == ()
