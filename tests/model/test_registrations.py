"""Which routes does an app have? As Flask itself sees it: what is registered while the code runs."""

from __future__ import annotations

from pathlib import Path

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan


def routes(folder: Path, **files: str) -> set[tuple[str, str, str]]:
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return {(row.methods[0], row.path, row.handler) for row in scan(folder, Settings()).routes}


def test_decorators_shortcuts_and_rules(tmp_path: Path) -> None:
    text = """
from flask import Flask
app = Flask(__name__)
@app.route("/a", methods=["PUT"])
def a(): return ""
@app.get("/b")
def b(): return ""
def c(): return ""
app.add_url_rule("/c", view_func=c, methods=["DELETE"])
"""
    assert routes(tmp_path, app=text) == {("PUT", "/a", "a"), ("GET", "/b", "b"), ("DELETE", "/c", "c")}


def test_nested_blueprints_add_up_their_prefixes(tmp_path: Path) -> None:
    text = """
from flask import Blueprint, Flask
inner = Blueprint("inner", __name__, url_prefix="/in")
outer = Blueprint("outer", __name__, url_prefix="/ignored")
@inner.get("/x")
def x(): return ""
outer.register_blueprint(inner)
app = Flask(__name__)
app.register_blueprint(outer, url_prefix="/out")
"""
    assert routes(tmp_path, app=text) == {("GET", "/out/in/x", "x")}


def test_a_blueprint_that_is_mounted_twice_has_its_routes_twice(tmp_path: Path) -> None:
    text = """
from flask import Blueprint, Flask
api = Blueprint("api", __name__)
@api.get("/x")
def x(): return ""
app = Flask(__name__)
app.register_blueprint(api, url_prefix="/v1")
app.register_blueprint(api, url_prefix="/v2", name="second")
"""
    assert routes(tmp_path, app=text) == {("GET", "/v1/x", "x"), ("GET", "/v2/x", "x")}


def test_a_factory_registers_what_other_modules_define(tmp_path: Path) -> None:
    views = """
from flask import Blueprint
pages = Blueprint("pages", __name__)
@pages.post("/save")
def save(): return ""
"""
    app = """
from flask import Flask
def create_app():
    app = Flask(__name__)
    from views import pages
    app.register_blueprint(pages, url_prefix="/p")
    @app.get("/here")
    def here(): return ""
    return app
"""
    assert routes(tmp_path, app=app, views=views) == {("POST", "/p/save", "save"), ("GET", "/here", "here")}


def test_class_based_views_have_a_route_for_each_method(tmp_path: Path) -> None:
    text = """
from flask import Flask
from flask.views import MethodView
app = Flask(__name__)
class Notes(MethodView):
    def get(self): return ""
    def post(self): return ""
app.add_url_rule("/notes", view_func=Notes.as_view("notes"))
"""
    assert routes(tmp_path, app=text) == {("GET", "/notes", "get"), ("POST", "/notes", "post")}


def test_registration_in_a_loop(tmp_path: Path) -> None:
    text = """
from flask import Flask
app = Flask(__name__)
def a(): return ""
def b(): return ""
for rule, view in [("/a", a), ("/b", b)]:
    app.add_url_rule(rule, view_func=view)
"""
    assert routes(tmp_path, app=text) == {("GET", "/a", "a"), ("GET", "/b", "b")}


def test_a_router_of_the_apps_own_class(tmp_path: Path) -> None:
    text = """
from flask import Blueprint, Flask
class Area(Blueprint):
    def add(self, rule, view):
        super().add_url_rule(rule, view_func=view)
area = Area("area", __name__, url_prefix="/area")
def x(): return ""
area.add("/x", x)
app = Flask(__name__)
app.register_blueprint(area)
"""
    assert routes(tmp_path, app=text) == {("GET", "/area/x", "x")}


def test_resources_and_exposed_methods(tmp_path: Path) -> None:
    text = """
from flask import Flask
from flask_restful import Api, Resource
from flask_appbuilder import BaseView, expose
app = Flask(__name__)
api = Api(app)
class Item(Resource):
    def get(self): return {}
    def delete(self): return {}
api.add_resource(Item, "/item", "/thing")
class Reports(BaseView):
    route_base = "/reports"
    @expose("/all")
    def all(self): return ""
"""
    assert routes(tmp_path, app=text) == {
        ("GET", "/item", "get"),
        ("DELETE", "/item", "delete"),
        ("GET", "/thing", "get"),
        ("DELETE", "/thing", "delete"),
        ("GET", "/reports/all", "all"),
    }


def test_what_passes_itself_off_as_a_function_need_not_be_one(tmp_path: Path) -> None:
    text = """
import functools
from flask import Flask
app = Flask(__name__)
def view(): return ""
app.add_url_rule("/a", view_func=functools.update_wrapper(functools.partial(view), view))
app.add_url_rule("/b", view_func=functools.update_wrapper(unknown(view), view))
"""
    assert {path for _, path, _ in routes(tmp_path, app=text)} == {"/a", "/b"}
    assert scan(tmp_path, Settings()).not_looked == ()
