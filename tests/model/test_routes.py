"""Which routes does an app have, however it says so? One small app for each way to register, beside the usual ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Row = tuple[str, str, str]
RoutesOf = Callable[[Mapping[str, str]], list[Row]]

APP = "from flask import Blueprint, Flask\nfrom flask.views import MethodView, View\n\napp = Flask(__name__)\n"

ONE_FILE: dict[str, tuple[str, list[Row]]] = {
    "every shortcut": (
        """
@app.get("/a")
def a(): return ""
@app.post("/b")
def b(): return ""
@app.put("/c")
def c(): return ""
@app.patch("/d")
def d(): return ""
@app.delete("/e")
def e(): return ""
""",
        [("DELETE", "/e", "e"), ("GET", "/a", "a"), ("PATCH", "/d", "d"), ("POST", "/b", "b"), ("PUT", "/c", "c")],
    ),
    "two rules on one handler": (
        """
@app.route("/a")
@app.route("/b", methods=["POST"])
def a(): return ""
""",
        [("GET", "/a", "a"), ("POST", "/b", "a")],
    ),
    "several methods": (
        """
@app.route("/a", methods=("GET", "POST"))
def a(): return ""
""",
        [("GET POST", "/a", "a")],
    ),
    "methods named elsewhere, in lower case": (
        """
WRITING = ["put"]
@app.route("/a", methods=WRITING)
def a(): return ""
""",
        [("PUT", "/a", "a")],
    ),
    "a rule put together from constants": (
        """
BASE = "/v1"
@app.get(BASE + "/a")
def a(): return ""
@app.get(f"{BASE}/b/<int:n>")
def b(n): return ""
""",
        [("GET", "/v1/a", "a"), ("GET", "/v1/b/<int:n>", "b")],
    ),
    "rule and view given by keyword": (
        """
def a(): return ""
app.add_url_rule(rule="/a", endpoint="x", view_func=a)
""",
        [("GET", "/a", "a")],
    ),
    "the view given by position": (
        """
def a(): return ""
app.add_url_rule("/a", "x", a)
""",
        [("GET", "/a", "a")],
    ),
    "a lambda": (
        """
app.add_url_rule("/a", "x", lambda: "")
""",
        [("GET", "/a", "<lambda>")],
    ),
    "the decorator called as a function": (
        """
def a(): return ""
app.route("/a")(a)
""",
        [("GET", "/a", "a")],
    ),
    "an asynchronous handler": (
        """
@app.get("/a")
async def a(): return ""
""",
        [("GET", "/a", "a")],
    ),
    "three blueprints in each other": (
        """
a = Blueprint("a", __name__, url_prefix="/a")
b = Blueprint("b", __name__, url_prefix="/b")
c = Blueprint("c", __name__, url_prefix="/c")
@c.get("/x")
def x(): return ""
b.register_blueprint(c)
a.register_blueprint(b)
app.register_blueprint(a)
""",
        [("GET", "/a/b/c/x", "x")],
    ),
    "a blueprint's prefix is replaced when it is registered": (
        """
a = Blueprint("a", __name__, url_prefix="/old")
@a.get("/x")
def x(): return ""
app.register_blueprint(a, url_prefix="/new")
""",
        [("GET", "/new/x", "x")],
    ),
    "a blueprint inside two others": (
        """
inner = Blueprint("inner", __name__, url_prefix="/in")
@inner.get("/x")
def x(): return ""
one = Blueprint("one", __name__, url_prefix="/one")
two = Blueprint("two", __name__, url_prefix="/two")
one.register_blueprint(inner)
two.register_blueprint(inner)
app.register_blueprint(one)
app.register_blueprint(two)
""",
        [("GET", "/one/in/x", "x"), ("GET", "/two/in/x", "x")],
    ),
    "blueprints registered in a loop": (
        """
a = Blueprint("a", __name__)
b = Blueprint("b", __name__)
@a.get("/x")
def x(): return ""
@b.get("/y")
def y(): return ""
for blueprint in (a, b):
    app.register_blueprint(blueprint, url_prefix="/api")
""",
        [("GET", "/api/x", "x"), ("GET", "/api/y", "y")],
    ),
    "blueprints from a table": (
        """
a = Blueprint("a", __name__)
b = Blueprint("b", __name__)
@a.get("/x")
def x(): return ""
@b.get("/y")
def y(): return ""
for prefix, blueprint in {"/one": a, "/two": b}.items():
    app.register_blueprint(blueprint, url_prefix=prefix)
""",
        [("GET", "/one/x", "x"), ("GET", "/two/y", "y")],
    ),
    "a function that registers": (
        """
def offer(router, rule, view, **options):
    router.add_url_rule(rule, view_func=view, **options)
def a(): return ""
offer(app, "/a", a, methods=["POST"])
""",
        [("POST", "/a", "a")],
    ),
    "a decorator of the app's own that registers": (
        """
def api(rule):
    def register(view):
        app.add_url_rule("/api" + rule, view_func=view, methods=["POST"])
        return view
    return register
@api("/a")
def a(): return ""
""",
        [("POST", "/api/a", "a")],
    ),
    "a class that answers with dispatch_request": (
        """
class Page(View):
    methods = ["GET", "POST"]
    def dispatch_request(self): return ""
app.add_url_rule("/a", view_func=Page.as_view("page"))
""",
        [("GET POST", "/a", "dispatch_request")],
    ),
    "a class-based view with decorators": (
        """
from functools import wraps
def logged(view):
    @wraps(view)
    def inner(*args, **kwargs): return view(*args, **kwargs)
    return inner
class Notes(MethodView):
    decorators = [logged]
    def get(self): return ""
    def delete(self): return ""
app.add_url_rule("/a", view_func=Notes.as_view("notes"))
""",
        [("DELETE", "/a", "delete"), ("GET", "/a", "get")],
    ),
    "a class-based view that is limited to some methods": (
        """
class Notes(MethodView):
    def get(self, n=None): return ""
    def post(self): return ""
view = Notes.as_view("notes")
app.add_url_rule("/a", view_func=view, methods=["POST"])
app.add_url_rule("/a/<int:n>", view_func=view, methods=["GET"])
""",
        [("GET", "/a/<int:n>", "get"), ("POST", "/a", "post")],
    ),
    "methods that a class-based view inherits": (
        """
class Listed(MethodView):
    def get(self): return ""
class Notes(Listed):
    def post(self): return ""
app.add_url_rule("/a", view_func=Notes.as_view("notes"))
""",
        [("GET", "/a", "get"), ("POST", "/a", "post")],
    ),
    "an app of the project's own class": (
        """
class Api(Flask):
    pass
api = Api(__name__)
@api.get("/a")
def a(): return ""
""",
        [("GET", "/a", "a")],
    ),
    "handlers that are made by a function": (
        """
def made(text):
    def answer(): return text
    return answer
app.add_url_rule("/a", "a", made("a"))
app.add_url_rule("/b", "b", made("b"))
""",
        [("GET", "/a", "answer"), ("GET", "/b", "answer")],
    ),
    "resources of flask-restful, initialised later": (
        """
from flask_restful import Api, Resource
api = Api(prefix="/api")
class Item(Resource):
    def get(self, n): return {}
    def put(self, n): return {}
api.add_resource(Item, "/items/<int:n>")
api.init_app(app)
""",
        [("GET", "/api/items/<int:n>", "get"), ("PUT", "/api/items/<int:n>", "put")],
    ),
    "resources of flask-restful on a blueprint": (
        """
from flask_restful import Api, Resource
v1 = Blueprint("v1", __name__, url_prefix="/v1")
api = Api(v1)
class Item(Resource):
    def get(self): return {}
api.add_resource(Item, "/item")
app.register_blueprint(v1)
""",
        [("GET", "/v1/item", "get")],
    ),
    "a decorator behind a proxy that is set later": (
        """
from werkzeug.local import LocalProxy
_held = {}
logger = LocalProxy(lambda: _held.get("logger"))
@app.get("/logged")
@logger.log_this
def logged(): return ""
""",
        [("GET", "/logged", "logged")],
    ),
    "an Api that is put on later": (
        """
from flask_restful import Api, Resource
v1 = Blueprint("v1", __name__, url_prefix="/v1")
api = Api(prefix="/api")
class Item(Resource):
    def get(self): return {}
api.add_resource(Item, "/item")
api.init_app(v1)
app.register_blueprint(v1)
""",
        [("GET", "/v1/api/item", "get")],
    ),
    "a namespace of flask-restx": (
        """
from flask_restx import Api, Namespace, Resource
api = Api(app)
cats = Namespace("cats", path="/cats")
@cats.route("/<n>")
class Cat(Resource):
    def get(self, n): return {}
    def delete(self, n): return {}
api.add_namespace(cats)
""",
        [("DELETE", "/cats/<n>", "delete"), ("GET", "/cats/<n>", "get")],
    ),
    "a blueprint of flask-smorest": (
        """
from flask_smorest import Api, Blueprint as Area
api = Api(app)
pets = Area("pets", __name__, url_prefix="/pets")
@pets.route("/")
class Pets(MethodView):
    def get(self): return []
    def post(self): return {}
@pets.route("/count")
def count(): return {}
api.register_blueprint(pets)
""",
        [("GET", "/pets/", "get"), ("GET", "/pets/count", "count"), ("POST", "/pets/", "post")],
    ),
    "exposed methods of Flask-AppBuilder": (
        """
from flask_appbuilder import BaseView, expose
class Reports(BaseView):
    route_base = "/reports"
    @expose("/all")
    def all(self): return ""
    @expose("/one/<int:n>", methods=["POST"])
    def one(self, n): return ""
""",
        [("GET", "/reports/all", "all"), ("POST", "/reports/one/<int:n>", "one")],
    ),
}


#: What is not understood yet. When one of these passes, its line goes away.
KNOWN_GAPS = {}


def ways(table: Mapping[str, object]) -> list[object]:
    marks = {way: pytest.mark.xfail(strict=True, reason=KNOWN_GAPS[way]) if way in KNOWN_GAPS else () for way in table}
    return [pytest.param(way, marks=mark, id=way) for way, mark in marks.items()]


@pytest.mark.parametrize("way", ways(ONE_FILE))
def test_a_way_to_register_is_understood(way: str, routes_of: RoutesOf) -> None:
    text, expected = ONE_FILE[way]
    assert routes_of({"app.py": APP + text}) == expected


def test_a_route_outside_any_app_is_none(routes_of: RoutesOf) -> None:
    text = """
class Table:
    def route(self, rule): return lambda view: view
    def get(self, rule): return lambda view: view
table = Table()
@table.route("/a")
def a(): return ""
@table.get("/b")
def b(): return ""
"""
    assert routes_of({"app.py": APP + text}) == []


def test_a_route_behind_a_closed_branch_is_none(routes_of: RoutesOf) -> None:
    text = """
DEBUG = False
if DEBUG:
    @app.get("/debug")
    def debug(): return ""
@app.get("/a")
def a(): return ""
"""
    assert routes_of({"app.py": APP + text}) == [("GET", "/a", "a")]
