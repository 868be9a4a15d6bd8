"""Which routes have views of Flask-AppBuilder and Flask-Admin? Those that their apps have, once given to one."""

from __future__ import annotations

from pathlib import Path

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

Row = tuple[str, str, str]


def routes(folder: Path, text: str) -> set[Row]:
    (folder / "app.py").write_text(text, encoding="utf-8")
    result = scan(folder, Settings())
    assert result.not_looked == ()
    return {(" ".join(row.methods), row.path, row.handler) for row in result.routes}


HEAD = """
from flask import Flask
from flask_appbuilder import AppBuilder, BaseView, IndexView, ModelRestApi, ModelView, expose
from flask_appbuilder.api import BaseApi
app = Flask(__name__)
"""


def test_an_api_stands_below_its_version_and_name(tmp_path: Path) -> None:
    text = """
class Base(BaseApi):
    @expose("/ping", methods=["GET"])
    def ping(self): return ""
class Orders(Base):
    resource_name = "orders"
class Users(Base):
    version = "v2"
    @expose("/<int:pk>", methods=("PUT",))
    def change(self, pk): return ""
class Fixed(Base):
    route_base = "/fixed"
appbuilder = AppBuilder(app)
appbuilder.add_api(Orders)
appbuilder.add_api(Users)
appbuilder.add_api(Fixed)
"""
    assert routes(tmp_path, HEAD + text) == {
        ("GET", "/api/v1/orders/ping", "ping"),
        ("GET", "/api/v2/users/ping", "ping"),
        ("PUT", "/api/v2/users/<int:pk>", "change"),
        ("GET", "/fixed/ping", "ping"),
    }


def test_what_a_base_of_the_library_exposes_is_there_unless_it_is_left_out(tmp_path: Path) -> None:
    text = """
class Orders(ModelRestApi):
    include_route_methods = {"get", "get_list", "post"} | {"bulk"}
    @expose("/", methods=["DELETE"])
    def bulk(self): return ""
    @expose("/mine", methods=["GET"])
    def get_list(self): return ""
class Users(ModelRestApi):
    exclude_route_methods = {"info", "get", "get_list", "put", "delete"}
appbuilder = AppBuilder(app)
appbuilder.add_api(Orders)
appbuilder.add_api(Users)
"""
    assert routes(tmp_path, HEAD + text) == {
        ("DELETE", "/api/v1/orders/", "bulk"),
        ("GET", "/api/v1/orders/<int:pk>", "Orders.get"),
        ("GET", "/api/v1/orders/mine", "get_list"),
        ("POST", "/api/v1/orders/", "Orders.post"),
        ("POST", "/api/v1/users/", "Users.post"),
    }


def test_a_class_that_is_given_to_no_app_has_no_routes(tmp_path: Path) -> None:
    text = """
class Base(BaseView):
    @expose("/all")
    def all(self): return ""
class Reports(Base):
    pass
class Home(IndexView):
    @expose("/")
    def index(self): return ""
class Pages(ModelView):
    include_route_methods = {"list"}
def create(appbuilder):
    appbuilder.add_view_no_menu(Reports)
    appbuilder.add_view(Pages, "Pages")
create(AppBuilder(app, indexview=Home))
"""
    assert routes(tmp_path, HEAD + text) == {
        ("GET", "/", "index"),
        ("GET", "/reports/all", "all"),
        ("GET", "/pages/list/", "Pages.list"),
    }


def test_views_of_an_admin_are_named_after_their_class_model_or_endpoint(tmp_path: Path) -> None:
    text = """
from flask import Flask
from flask_admin import Admin, AdminIndexView, BaseView, expose
from flask_admin.contrib.sqla import ModelView
from models import db, User
class Home(AdminIndexView):
    @expose("/")
    def index(self): return ""
class Stats(BaseView):
    @expose("/")
    def index(self): return ""
class Users(ModelView):
    @expose("/", methods=["GET"])
    def index_view(self): return ""
class Person: pass
app = Flask(__name__)
admin = Admin(app, index_view=Home())
admin.add_view(Stats(name="Stats"))
admin.add_view(Stats(name="More", endpoint="more"))
admin.add_view(Stats(name="Far", url="/far"))
admin.add_view(Users(Person, db.session))
"""
    found = routes(tmp_path, text)
    assert {row for row in found if "/person/" not in row[1]} == {
        ("GET", "/admin/", "index"),
        ("GET", "/admin/stats/", "index"),
        ("GET", "/admin/more/", "index"),
        ("GET", "/far/", "index"),
    }
    assert {row for row in found if row[1] in {"/admin/person/", "/admin/person/edit/"}} == {
        ("GET", "/admin/person/", "index_view"),
        ("GET POST", "/admin/person/edit/", "Users.edit_view"),
    }


def test_a_wrapper_that_takes_a_handlers_place_is_exposed_as_it_is(tmp_path: Path) -> None:
    text = """
import functools
def deprecated(f):
    def wraps(self, *args): return f(self, *args)
    return functools.update_wrapper(wraps, f)
class Reports(BaseView):
    @deprecated
    @expose("/old")
    def old(self): return ""
AppBuilder(app).add_view_no_menu(Reports)
"""
    assert routes(tmp_path, HEAD + text) == {("GET", "/reports/old", "old")}
