"""Which routes stand alone among their siblings, and which only seem to?"""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = set[tuple[str, int]]
Told = Callable[[str, tuple[str, ...]], tuple[Rows, Rows]]
CHECKS = ("route-without-decision", "unbound-session", "exempting-hook", "object-without-owner-check")
HEAD = """\
import functools, os
from flask import Flask, abort, jsonify, redirect, request, session, url_for
from flask_login import current_user, login_required, login_user
from flask_wtf.csrf import validate_csrf
from itsdangerous import URLSafeTimedSerializer
app = Flask(__name__)
app.secret_key = os.environ["KEY"]
STORE = make_store()

def keyed(view):
    @functools.wraps(view)
    def inner(*args, **kwargs):
        if request.headers["x-api-key"] != os.environ["API_KEY"]:
            abort(403)
        return view(*args, **kwargs)
    return inner

def timed(view):
    def wrapper(*args, **kwargs):
        return view(*args, **kwargs)
    return functools.update_wrapper(wrapper, view)

def may(view):
    @functools.wraps(view)
    def inner(*args, **kwargs):
        if STORE.allows(request.endpoint):
            return view(*args, **kwargs)
        return redirect(url_for("sign_in"))
    return inner
"""
_FIVE = """
@app.get("/a")
@{0}
def a():
    return STORE.a()
@app.post("/b")
@{0}
def b():
    return STORE.b(request.get_json())
@app.post("/c")
@{0}
def c():
    return STORE.c(request.get_json())
@app.put("/d/<number>")
@{0}
def d(number):
    return STORE.d(number, request.get_json())
@app.delete("/e/<number>")
@{0}
def e(number):
    return STORE.e(number)
@app.post("/f")
@{0}
def f():
    return STORE.f(request.get_json())
@app.post("/g")
@{0}
def g():
    return STORE.g(request.get_json())
"""
WAYS = {
    "the one that reads an object by its id": _FIVE.format("keyed")
    + """
@app.get("/e/<number>/history")  # found: route-without-decision
def history(number):
    found = STORE.find(number)
    if not found:
        abort(404)
    return jsonify(found)
""",
    "one that is only sent elsewhere, whatever the id": _FIVE.format("keyed")
    + """
@app.get("/e/<number>/old")
def old(number):
    return redirect(url_for("a"))
""",
    "one that reads nothing by an id": _FIVE.format("keyed")
    + """
@app.get("/colours")
def colours():
    return STORE.colours()
""",
    "the one that changes something where the others send elsewhere": _FIVE.format("may")
    + """
@app.post("/import")  # found: route-without-decision
def bring():
    return STORE.bring(request.get_json())
""",
    "what changes nothing is no outlier among those": _FIVE.format("may")
    + """
@app.get("/health/<part>")
def part(part):
    return STORE.part(part)
""",
    "two that change something are a habit of their own": _FIVE.format("may")
    + """
@app.post("/import")
def bring():
    return STORE.bring(request.get_json())
@app.post("/upload")
def upload():
    return STORE.upload(request.get_json())
""",
    "what is sent is run": _FIVE.format("keyed")
    + """
@app.post("/check")  # found: route-without-decision
def check():
    exec(request.get_json()["code"])
    return ""
@app.post("/sign-in")
def sign_in():
    return STORE.sign_in(request.get_json())
""",
    "a wrapper is no place: the routes are those of the views that it shows": _FIVE.format("keyed")
    + """
@app.get("/e/<number>/history")  # found: route-without-decision
@timed
def history(number):
    found = STORE.find(number)
    if not found:
        abort(404)
    return jsonify(found)
""",
    "an account that is found by the name under which it signs in, and one by its number": """
import os
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy(app)
class Account(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(80))
    locked = db.Column(db.Boolean)
@app.post("/rename")
@login_required
def rename():
    mine = Account.query.filter_by(id=current_user.id).first()
    mine.email = request.form["email"]
    db.session.commit()
    return ""
@app.post("/unlock")
@login_required
def unlock():
    account = Account.query.filter_by(email=request.form["email"]).first()
    account.locked = False
    db.session.commit()
    return ""
@app.post("/close")
@login_required
def close():
    account = Account.query.filter_by(id=request.form["id"]).first()  # found: object-without-owner-check
    db.session.delete(account)
    db.session.commit()
    return ""
""",
    "a token against forged requests is no token beside the session": """
SIGNER = URLSafeTimedSerializer(app.secret_key)
@app.before_request
def forged():
    if request.method == "POST":
        if SIGNER.loads(request.headers["X-CSRF-Token"]) != request.cookies["csrf"]:
            abort(400)
@app.post("/a")
@login_required
def a():
    if not current_user.is_admin:
        abort(403)
    return STORE.a(request.get_json())
""",
    "a hook that has asked may look at the method": """
@app.before_request
def ask():
    if request.headers["x-api-key"] != os.environ["API_KEY"]:
        abort(401)
    if request.method in {"POST", "PUT"}:
        return
    if not STORE.allows(session["name"]):
        abort(403)
@app.post("/a")
def a():
    return STORE.a(request.get_json())
@app.get("/b")
def b():
    return STORE.b()
""",
}


@pytest.mark.parametrize("way", WAYS)
def test_each_way_is_told_and_its_near_misses_are_not(way: str, told: Told) -> None:
    found, marked = told(HEAD + WAYS[way], CHECKS)

    assert found == marked
