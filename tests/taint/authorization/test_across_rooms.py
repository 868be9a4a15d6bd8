"""Do answers hold across rooms of an app? Decorators, models and hooks of other files."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

Rows = set[tuple[str, str, int]]
Told = Callable[[Mapping[str, str]], tuple[Rows, Rows]]
WAYS: dict[str, dict[str, str]] = {
    "microblog api": {
        "mb/auth.py": """
from apifairy import authenticate
from flask import current_app
from flask_httpauth import HTTPBasicAuth, HTTPTokenAuth
from werkzeug.exceptions import Unauthorized
from mb.models import User
basic_auth = HTTPBasicAuth()
token_auth = HTTPTokenAuth()
@basic_auth.verify_password
def verify_password(username, password):
    if username and password:
        user = User.query.filter_by(username=username).first()
        if user and user.verify_password(password):
            return user
@token_auth.verify_token
def verify_token(access_token):
    if access_token:
        return User.verify_access_token(access_token)
""",
        "mb/models.py": """
from flask_sqlalchemy import SQLAlchemy
from werkzeug.security import check_password_hash
db = SQLAlchemy()
class Token(db.Model):
    access_token = db.Column(db.String, primary_key=True)
    user_id = db.Column(db.ForeignKey("user.id"))
    user = db.relationship("User")
class User(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    username = db.Column(db.String)
    password_hash = db.Column(db.String)
    def verify_password(self, password):
        return check_password_hash(self.password_hash, password)
    @staticmethod
    def verify_access_token(access_token):
        token = Token.query.filter_by(access_token=access_token).first()
        return token.user if token else None
class Post(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    text = db.Column(db.String)
    author_id = db.Column(db.ForeignKey("user.id"))
    author = db.relationship("User")
""",
        "mb/posts.py": """
from flask import Blueprint, abort, jsonify, request
from mb.auth import token_auth
from mb.models import Post, db
posts = Blueprint("posts", __name__)
@posts.route("/posts", methods=["POST"])
@token_auth.login_required
def new():
    user = token_auth.current_user()
    post = Post(author=user, text=request.json["text"])
    db.session.add(post)
    db.session.commit()
    return "", 201
@posts.route("/posts/<int:id>", methods=["PUT"])
@token_auth.login_required
def put(id):
    post = db.session.get(Post, id) or abort(404)
    if post.author != token_auth.current_user():
        abort(403)
    post.text = request.json["text"]
    db.session.commit()
    return ""
@posts.route("/posts/<int:id>", methods=["DELETE"])
@token_auth.login_required
def delete(id):
    post = db.session.get(Post, id) or abort(404)  # found: object-without-owner-check
    db.session.delete(post)
    db.session.commit()
    return "", 204
""",
    },
    "repo class owner": {
        "desk/repo.py": """
import sqlite3
class Tickets:
    def __init__(self, path):
        self.path = path
    def _run(self, sql, args=()):
        with sqlite3.connect(self.path) as conn:
            return conn.execute(sql, args).fetchall()
    def of(self, owner):
        return self._run("select id, title from tickets where owner = ?", (owner,))
    def one(self, ticket_id):
        rows = self._run("select id, title, owner from tickets where id = ?", (ticket_id,))
        return rows[0] if rows else None
    def close(self, ticket_id):
        self._run("update tickets set open = 0 where id = ?", (ticket_id,))
    def add(self, title, owner):
        self._run("insert into tickets (title, owner) values (?, ?)", (title, owner))
""",
        "desk/app.py": """
import os, jwt
from flask import Flask, request, abort, g, jsonify
from desk.repo import Tickets
app = Flask(__name__)
tickets = Tickets(os.environ["DESK_DB"])
@app.before_request
def who():
    try:
        raw = request.headers["Authorization"][7:]
        g.me = jwt.decode(raw, os.environ["K"], algorithms=["HS256"], audience="x")["sub"]
    except (KeyError, jwt.PyJWTError):
        abort(401)
@app.get("/tickets")
def mine():
    return jsonify(tickets.of(g.me))
@app.post("/tickets")
def add():
    tickets.add(request.json["title"], g.me)
    return "", 201
@app.get("/tickets/<int:n>")
def one(n):
    found = tickets.one(n)
    if found is None or found[2] != g.me:
        abort(404)
    return jsonify(found)
@app.delete("/tickets/<int:n>")
def close(n):
    tickets.close(n)  # found: object-without-owner-check
    return "", 204
""",
    },
    "service layer owned": {
        "shop/services.py": """
from shop.models import Order, db
class NotYours(Exception):
    code = 403
def order_of(user_id, order_id):
    order = db.session.get(Order, order_id)
    if order is None or order.user_id != user_id:
        raise NotYours
    return order
""",
        "shop/models.py": """
from flask_sqlalchemy import SQLAlchemy
db = SQLAlchemy()
class Order(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    user_id = db.Column(db.Integer)
    state = db.Column(db.String)
""",
        "shop/views.py": """
from flask import Blueprint, jsonify
from flask_jwt_extended import jwt_required, get_jwt_identity
from shop.services import order_of
from shop.models import db
bp = Blueprint("orders", __name__)
@bp.get("/orders/<int:oid>")
@jwt_required()
def show(oid):
    return jsonify(state=order_of(get_jwt_identity(), oid).state)
@bp.delete("/orders/<int:oid>")
@jwt_required()
def cancel(oid):
    order_of(get_jwt_identity(), oid).state = "cancelled"
    db.session.commit()
    return "", 204
""",
    },
    "smorest blueprint hook": {
        "notes/api.py": """
from flask.views import MethodView
from flask_smorest import Blueprint, abort
from notes.auth import require_user
from notes.store import NOTES
import marshmallow as ma
from flask import g
class NoteSchema(ma.Schema):
    text = ma.fields.String(required=True)
blp = Blueprint("notes", __name__, url_prefix="/notes")
blp.before_request(require_user)
@blp.route("/")
class Notes(MethodView):
    @blp.arguments(NoteSchema)
    @blp.response(201, NoteSchema)
    def post(self, data):
        NOTES[len(NOTES)] = {"owner": g.user, **data}
        return data
@blp.route("/<int:note_id>")
class Note(MethodView):
    @blp.response(200, NoteSchema)
    def get(self, note_id):
        note = NOTES.get(note_id)
        if note is None or note["owner"] != g.user:
            abort(404)
        return note
    @blp.response(204)
    def delete(self, note_id):
        NOTES.pop(note_id, None)  # found: object-without-owner-check
""",
        "notes/auth.py": """
import os, jwt
from flask import request, g
from flask_smorest import abort
def require_user():
    kind, _, raw = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer":
        abort(401)
    try:
        claims = jwt.decode(raw, os.environ["NOTES_KEY"], algorithms=["HS256"], audience="notes")
    except jwt.InvalidTokenError:
        abort(401, message="bad token")
    g.user = claims["sub"]
""",
        "notes/store.py": """
NOTES = {}
""",
    },
}


@pytest.mark.parametrize("files", WAYS.values(), ids=WAYS.keys())
def test_an_app_of_several_rooms_is_told_as_one(files: Mapping[str, str], told_files: Told) -> None:
    found, marked = told_files(files)
    assert found == marked
