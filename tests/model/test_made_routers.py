"""Which rules come of routers that classes, tables and settings make? Each app as Flask itself has it."""

from __future__ import annotations

from pathlib import Path

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan


def rules(folder: Path, **files: str) -> list[str]:
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text, encoding="utf-8")
    return sorted({f"{' '.join(row.methods)} {row.path}" for row in scan(folder, Settings()).routes})


MODULES = """
from flask import Blueprint, Flask

class Module(Blueprint):
    def __init__(self, name, import_name, **kwargs):
        kwargs.setdefault("url_prefix", "/" + name)
        super().__init__(name, import_name, **kwargs)

class Child:
    def __init__(self):
        self.oldest = 0

class Node(Module, Child):
    KIND = None
    def __init__(self, import_name, **kwargs):
        kwargs.setdefault("url_prefix", self.node_path)
        Module.__init__(self, "NODE-%s" % self.KIND, import_name, **kwargs)
        Child.__init__(self)
    @property
    def node_path(self):
        return browser.url_prefix + "/" + self.KIND

browser = Module("browser", __name__)

class Cast(Node):
    KIND = "cast"

class Role(Node):
    KIND = "role"
"""


def test_a_blueprint_of_the_apps_own_class_names_its_prefix_itself(tmp_path: Path) -> None:
    views = """
from modules import Cast, Module, Role, browser
plain, other = Module("plain", __name__), Module("other", __name__, url_prefix="/else")
cast, role = Cast(__name__), Role(__name__)
@browser.get("/a")
def a(): return ""
@plain.get("/b")
def b(): return ""
@other.get("/c")
def c(): return ""
@cast.get("/d")
def d(): return ""
@role.get("/e")
def e(): return ""
"""
    wanted = ["GET /browser/a", "GET /browser/cast/d", "GET /browser/role/e", "GET /else/c", "GET /plain/b"]
    assert rules(tmp_path, modules=MODULES, views=views) == wanted


def test_a_rule_stands_below_its_prefix_with_one_slash(tmp_path: Path) -> None:
    text = """
from flask import Blueprint, Flask
pages, inner = Blueprint("pages", __name__, url_prefix="/pages/"), Blueprint("inner", __name__, url_prefix="in")
@pages.get("bare")
def bare(): return ""
@pages.get("")
def nothing(): return ""
@inner.get("/x")
def x(): return ""
pages.register_blueprint(inner)
app = Flask(__name__)
app.register_blueprint(pages)
"""
    assert rules(tmp_path, app=text) == ["GET /pages/", "GET /pages/bare", "GET /pages/in/x"]


def test_a_rule_that_is_one_of_two_is_both(tmp_path: Path) -> None:
    text = """
from flask import Flask
try:
    import docs
except ImportError:
    docs = None
app = Flask(__name__)
landing = "/legacy" if docs else "/"
@app.route(landing)
def home(): return ""
"""
    assert rules(tmp_path, app=text) == ["GET /", "GET /legacy"]


@pytest.mark.parametrize(
    ("made", "wanted"),
    [
        ("'/{}/<key>'.format(kind)", "/hot/<key>"),
        ("'/{name}/<key>'.format(name=kind)", "/hot/<key>"),
        ("'/<int(min=1, max={0}):ver>'.format(3)", "/<int(min=1, max=3):ver>"),
        ("'/v1/%s' % kind", "/v1/hot"),
        ("'/%s/%s' % (kind, 'new')", "/hot/new"),
        # A width could ask for any amount of memory: such a text is not computed.
        ("'/{:>9}'.format(kind)", "<unknown>"),
        ("'/%9s' % kind", "<unknown>"),
        ("'/{0.real}'.format(1)", "<unknown>"),
        ("'/%s/%s' % (kind,)", "<unknown>"),
    ],
)
def test_rules_that_are_put_together(tmp_path: Path, made: str, wanted: str) -> None:
    text = f"""
from flask import Flask
app = Flask(__name__)
def view(**parts): return ""
for kind in ["hot"]:
    app.add_url_rule({made}, view_func=view)
"""
    assert rules(tmp_path, app=text) == [f"GET {wanted}"]


TABLE = """
import flask
from flask.views import MethodView, View

class Node(View, metaclass=type(MethodView)):
    operations = dict({"obj": [{"get": "read", "delete": "delete"}, {"get": "list", "post": "create"}], "sql": [{}]})
    ids = []

    @classmethod
    def commands(cls):
        out = []
        for name in cls.operations:
            at = 0
            for methods in cls.operations[name]:
                verbs = [verb.upper() for verb in methods]
                if len(verbs) > 0:
                    out.append({"name": name, "with_id": (at == 0), "verbs": verbs})
                at += 1
        return out

    @classmethod
    def register_on(cls, blueprint):
        for each in cls.commands():
            last = "<{0}:{1}>".format(cls.ids[0]["type"], cls.ids[0]["id"]) if each["with_id"] else ""
            view = cls.as_view(each["name"] + last, cmd=each["name"])
            blueprint.add_url_rule("/{0}/{1}".format(each["name"], last), view_func=view, methods=each["verbs"])

    def dispatch_request(self, *args, **kwargs):
        return getattr(self, flask.request.method.lower())(*args, **kwargs)
"""


def test_a_table_of_a_class_becomes_rules_where_only_its_method_is_called(tmp_path: Path) -> None:
    nodes = """
from flask import Blueprint
from table import Node
blueprint = Blueprint("cast", __name__, url_prefix="/cast")
class Cast(Node):
    ids = [{"type": "int", "id": "cid"}]
    def delete(self, cid): return ""
"""
    calls = "import nodes\nnodes.Cast.register_on(nodes.blueprint)\n"
    found = rules(tmp_path, table=TABLE, nodes=nodes, calls=calls)
    # `delete` is a method that the table names: a plain `View` answers all by `dispatch_request`.
    assert found == ["DELETE GET /cast/obj/<int:cid>", "GET POST /cast/obj/"]


def test_a_long_table_is_read_to_its_end(tmp_path: Path) -> None:
    text = """
from flask import Flask
app = Flask(__name__)
def view(): return ""
for name in NAMES:
    app.add_url_rule("/" + name, view_func=view)
""".replace("NAMES", str([f"r{number}" for number in range(60)]))
    assert len(rules(tmp_path, app=text)) == 60


def test_a_namespace_is_named_after_itself_unless_it_is_told_otherwise(tmp_path: Path) -> None:
    text = """
from flask import Flask
from flask_restx import Api, Namespace, Resource
app = Flask(__name__)
api = Api(app, prefix="/api")
orders, users, tags = Namespace("orders"), Namespace("users", path="/people"), Namespace("tags")
@orders.route("/")
class Orders(Resource):
    def get(self): return {}
@users.route("/<int:number>")
class User(Resource):
    def get(self, number): return {}
@tags.route("/")
class Tags(Resource):
    def get(self): return {}
api.add_namespace(orders)
api.add_namespace(users)
api.add_namespace(tags, path="/labels")
"""
    assert rules(tmp_path, app=text) == ["GET /api/labels/", "GET /api/orders/", "GET /api/people/<int:number>"]


def test_a_rule_with_a_prefix_of_the_environments_is_the_one_without(tmp_path: Path) -> None:
    text = """
import os
from flask import Flask
app = Flask(__name__)
def placed(rule):
    if prefix := os.environ.get("PREFIX"):
        return prefix.rstrip("/") + rule
    return rule
@app.get(placed("/x"))
def x(): return ""
"""
    assert rules(tmp_path, app=text) == ["GET /x"]


@pytest.mark.parametrize(
    ("prefix", "wanted"),
    [
        ("os.environ['PREFIX']", "/<unknown>/x"),
        ("os.environ.get('PREFIX', '/api')", "/api/x"),
        ("os.environ.get('PREFIX') or '/api'", "/api/x"),
        ("None", "/x"),
        ("os.environ.get('PREFIX')", "/<unknown>/x"),
    ],
)
def test_a_prefix_that_comes_from_outside_is_what_the_source_knows_of_it(
    tmp_path: Path, prefix: str, wanted: str
) -> None:
    text = f"""
import os
from flask import Blueprint, Flask
pages = Blueprint("pages", __name__)
@pages.get("/x")
def x(): return ""
app = Flask(__name__)
app.register_blueprint(pages, url_prefix={prefix})
"""
    assert rules(tmp_path, app=text) == [f"GET {wanted}"]


def test_in_a_large_tree_what_registers_routes_is_run_all_the_same(tmp_path: Path) -> None:
    # Nothing in these functions mentions what a check asks about: in a large tree such functions are not run.
    shared = """
import os
def placed(rule):
    return os.environ.get("PREFIX") + rule if os.environ.get("PREFIX") else rule
class Named:
    def told(self, word):
        return self.KIND + "-" + word
"""
    views = """
from flask import Flask
from modules import Cast, Module, Role, browser
from shared import Named, placed
app = Flask(__name__)
class Table(Named):
    KIND = "table"
    def register_on(self, router):
        for word in ["new", "old"]:
            router.add_url_rule("/" + self.told(word), view_func=view)
def view(): return ""
@app.get(placed("/x"))
def x(): return ""
cast, role = Cast(__name__), Role(__name__)
Table().register_on(app)
plain = [Module(name, __name__) for name in ["m1", "m2", "m3", "m4", "m5", "m6"]]
@cast.get("/d")
def d(): return ""
@role.get("/e")
def e(): return ""
last = Module("m7", __name__)
@last.get("/f")
def f(): return ""
"""
    found = rules(tmp_path, modules=MODULES, shared=shared, views=views, filling="x = 1\n" * 80_000)
    assert found == [
        "GET /browser/cast/d",
        "GET /browser/role/e",
        "GET /m7/f",
        "GET /table-new",
        "GET /table-old",
        "GET /x",
    ]
