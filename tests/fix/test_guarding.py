from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bearproof.findings import Finding, Fix, Status
from bearproof.fix.editing import applying
from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

Found = Callable[..., list[Finding]]

LOOK = """
def look():
    if not request.headers.get("Authorization", "").startswith("Bearer "):
        abort(401)
"""
ONE = f"""from flask import Flask, abort, request

app = Flask(__name__)

{LOOK}

@app.get("/orders")
def orders():
    look()
    return "[]"


@app.get("/health", endpoint="alive")
def health():
    return "well"
"""


@pytest.fixture
def found(tmp_path: Path) -> Found:
    """Writes files and answers with what is found in them."""

    def find(**files: str) -> list[Finding]:
        for name, text in files.items():
            path = tmp_path / f"{name}.py"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return list(scan(tmp_path, Settings(only=("presence-only-bearer",))).findings)

    return find


def fixed(fix: Fix, folder: Path) -> dict[str, str]:
    out = {}
    for path, edits in applying.files([fix]).items():
        new = applying.finished(path, (folder / path).read_bytes(), edits)
        assert new is not None
        out[path] = new.decode()
    return out


def test_the_guard_stands_where_the_app_is_made(found: Found, tmp_path: Path) -> None:
    (finding,) = found(app=ONE)
    (fix,) = finding.fixes
    assert fixed(fix, tmp_path) == {
        "app.py": ONE.replace(
            "from flask",
            "from bearproof.guard import Guard\nfrom flask",
        ).replace(
            "app = Flask(__name__)\n",
            """app = Flask(__name__)
guard = Guard.first_party(secret_env="API_TOKEN_KEY", audience="this-api")
# These only looked for a Bearer token; now it is verified.
guard.allow_endpoints("orders")
# These are as open as they were; take a name away to close its route.
guard.public_endpoints("alive", "static")
guard.init_app(app)
""",
        )
    }
    assert not fix.safe


def test_in_a_factory_it_stands_before_the_app_is_returned(found: Found, tmp_path: Path) -> None:
    shop = """from flask import Flask

from .views import views, other


def create_app(testing: bool = False):
    app: Flask = Flask(__name__)
    app.register_blueprint(views)
    for each in (other,):
        app.register_blueprint(each, url_prefix="/other")
    return app
"""
    views = f"""from flask import Blueprint, abort, request
from flask.views import MethodView

views = Blueprint("shop", __name__)
other = Blueprint("more", __name__, static_folder="files")

{LOOK}

@views.before_request
def first():
    look()


@views.route("/a", methods=["GET"])
@views.route("/b", methods=["GET"])
def a():
    return ""


class Cart(MethodView):
    def get(self):
        return ""

    def post(self):
        return ""


views.add_url_rule("/cart", view_func=Cart.as_view("cart"))


@other.post("/c")
def c():
    return ""
"""
    findings = found(**{"shop/__init__": shop, "shop/views": views})
    assert {finding.operation for finding in findings} == {"GET /a", "GET /b", "GET /cart", "POST /cart"}
    (fix,) = {fix for finding in findings for fix in finding.fixes}
    assert fixed(fix, tmp_path)["shop/__init__.py"].endswith("""
    guard = Guard.first_party(secret_env="API_TOKEN_KEY", audience="shop")
    # These only looked for a Bearer token; now it is verified.
    guard.allow_endpoints("shop.a", "shop.cart")
    # These are as open as they were; take a name away to close its route.
    guard.public_endpoints("more.c", "more.static", "static")
    guard.init_app(app)
    return app
""")


def test_a_route_with_a_guard_is_guarded(found: Found, tmp_path: Path) -> None:
    (finding,) = found(app=ONE)
    (after,) = found(app=fixed(finding.fixes[0], tmp_path)["app.py"])
    assert (after.status, after.fixes) == (Status.GUARDED, ())
    opened = fixed(finding.fixes[0], tmp_path)["app.py"].replace('allow_endpoints("orders")', 'allow_endpoints("x")')
    (still,) = found(app=opened)
    assert (still.status, still.fixes) == (Status.OPEN, ())


def test_an_app_that_serves_nothing_and_those_of_tests_are_no_second_app(found: Found, tmp_path: Path) -> None:
    helper = (
        "from flask import Flask\n\nhelper = Flask('filters')\n\n\n@helper.template_filter\ndef f(x):\n    return x\n"
    )
    findings = found(app=ONE, filters=helper, test_app=ONE.replace("/orders", "/other"))
    offered = {finding.place.file: finding.fixes for finding in findings}
    assert offered["test_app.py"] == ()
    assert 'guard.public_endpoints("alive", "static")' in fixed(offered["app.py"][0], tmp_path)["app.py"]


@pytest.mark.parametrize(
    "registered",
    [
        "app.register_blueprint(shop, name='x')",
        "app.register_blueprint(shop)\napp.register_blueprint(shop, url_prefix='/v2')",
        "parent = Blueprint('p', __name__)\nfor each in all_of_them:\n    parent.register_blueprint(each)",
    ],
)
def test_a_blueprint_under_another_name_or_in_two_places_is_in_doubt(registered: str, found: Found) -> None:
    text = ONE.replace("Flask, abort", "Blueprint, Flask, abort").replace('@app.get("/orders")', '@shop.get("/orders")')
    text = text.replace("app = Flask(__name__)\n", "app = Flask(__name__)\nshop = Blueprint('shop', __name__)\n")
    assert {finding.fixes for finding in found(app=f"{text}\n\n{registered}\n")} == {()}
    (plain,) = found(app=f"{text}\n\napp.register_blueprint(shop)\n")
    assert 'allow_endpoints("shop.orders")' in plain.fixes[0].edits[-1].text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "app = Flask(__name__)\n",
            "app = Flask(__name__)\nother = Flask('b')\nother.get('/')(print)\n@other.get('/z')\ndef z(): pass\n",
        ),
        ("app = Flask(__name__)\n", "app = Flask(__name__); x = 1\n"),
        ("app = Flask(__name__)\n", "if True:\n    app = Flask(__name__)\n"),
        ('"/health", endpoint="alive"', '"/health", endpoint=name()'),
        ('@app.get("/health", endpoint="alive")', '@app.get("/orders", endpoint="orders", methods=["POST"])'),
        ("from flask import", "Guard = 1\nfrom flask import"),
        ('    return "well"\n', '    return "well"\n\n\napp.add_url_rule("/y", view_func=make())\n'),
        ('    return "well"\n', '    return "well"\n\n\napi.add_resource(Thing, "/y")\n'),
        ('    return "well"\n', '    return "well"\n\n\nclass V: pass\n\n\napp.add_url_rule("/y", view_func=V)\n'),
        ('@app.get("/orders")\n', '@app.get("/orders")\n@app.get("/old", endpoint="old")\n'),
    ],
)
def test_in_doubt_nothing_is_offered(before: str, after: str, found: Found) -> None:
    assert before in ONE
    findings = found(app=ONE.replace(before, after))
    assert {finding.fixes for finding in findings} == {()}
