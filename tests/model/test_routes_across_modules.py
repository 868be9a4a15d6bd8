"""Which routes does an app have that is spread over modules? One small tree for each way to put it together."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Row = tuple[str, str, str]
RoutesOf = Callable[[Mapping[str, str]], list[Row]]

SEVERAL_FILES: dict[str, tuple[dict[str, str], list[Row]]] = {
    "a factory with a helper, views that import what they mount on": (
        {
            "shop/__init__.py": """
from flask import Flask
from shop.areas import mount
def create_app():
    app = Flask(__name__)
    mount(app)
    return app
""",
            "shop/areas.py": """
from shop.views import carts, orders
def mount(app):
    for area in (carts.area, orders.area):
        app.register_blueprint(area, url_prefix=area.url_prefix)
""",
            "shop/views/__init__.py": "",
            "shop/views/carts.py": """
from flask import Blueprint
area = Blueprint("carts", __name__, url_prefix="/carts")
@area.get("/x")
def x(): return ""
""",
            "shop/views/orders.py": """
from flask import Blueprint
area = Blueprint("orders", __name__, url_prefix="/orders")
@area.post("/y")
def y(): return ""
""",
        },
        [("GET", "/carts/x", "x"), ("POST", "/orders/y", "y")],
    ),
    "a blueprint in the package, its views in modules imported for their effect": (
        {
            "api/__init__.py": """
from flask import Blueprint
api = Blueprint("api", __name__, url_prefix="/api")
from api import people
""",
            "api/people.py": """
from flask import request
from api import api
@api.get("/people")
def people(): return request.args["a"]
""",
            "app.py": """
from flask import Flask
from api import api
app = Flask(__name__)
app.register_blueprint(api)
""",
        },
        [("GET", "/api/people", "people")],
    ),
    "the app is a global of another module": (
        {
            "web.py": "from flask import Flask\napp = Flask(__name__)\n",
            "pages.py": """
from flask import request
import web
@web.app.get("/a")
def a(): return request.args["a"]
""",
        },
        [("GET", "/a", "a")],
    ),
    "a star import brings the app": (
        {
            "web.py": "from flask import Flask\napp = Flask(__name__)\n",
            "pages.py": """
from web import *
@app.get("/a")
def a(): return ""
""",
        },
        [("GET", "/a", "a")],
    ),
    "a base class in another module": (
        {
            "bases.py": """
from flask.views import MethodView
class Listed(MethodView):
    def get(self): return ""
    @classmethod
    def offer(cls, app, rule):
        app.add_url_rule(rule, view_func=cls.as_view(cls.__name__))
""",
            "app.py": """
from flask import Flask
from bases import Listed
class Notes(Listed):
    def post(self): return ""
app = Flask(__name__)
Notes.offer(app, "/notes")
""",
        },
        [("GET", "/notes", "get"), ("POST", "/notes", "post")],
    ),
    "the prefix is the name of the blueprint": (
        {
            "views.py": """
from flask import Blueprint
area = Blueprint("carts", __name__)
@area.get("/x")
def x(): return ""
""",
            "app.py": """
from flask import Flask
from views import area
app = Flask(__name__)
app.register_blueprint(area, url_prefix="/" + area.name)
""",
        },
        [("GET", "/carts/x", "x")],
    ),
    "a module that has app and request from another one": (
        {
            "web.py": "from flask import Flask, request\napp = Flask(__name__)\n",
            "pages.py": """
from web import app, request
@app.post("/a")
def a(): return request.args["a"]
""",
        },
        [("POST", "/a", "a")],
    ),
    "a module of views that reads nothing of the request": (
        {
            "web.py": "from flask import Flask\napp = Flask(__name__)\n",
            "pages.py": """
from web import app
@app.get("/a")
def a(): return "a"
""",
        },
        [("GET", "/a", "a")],
    ),
}

#: What is not understood yet. When one of these passes, its line goes away.
KNOWN_GAPS = {}


@pytest.mark.parametrize(
    "way",
    [
        pytest.param(way, marks=pytest.mark.xfail(strict=True, reason=KNOWN_GAPS[way]) if way in KNOWN_GAPS else ())
        for way in SEVERAL_FILES
    ],
)
def test_a_way_through_several_modules_is_understood(way: str, routes_of: RoutesOf) -> None:
    files, expected = SEVERAL_FILES[way]
    assert routes_of(files) == expected
