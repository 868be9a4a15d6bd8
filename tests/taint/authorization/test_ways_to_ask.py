"""In which ways are callers asked, let pass, or believed? Sign-in extensions, headers of proxies, hooks by address."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Rows = set[tuple[str, int]]
Told = Callable[[str, tuple[str, ...]], tuple[Rows, Rows]]
HEAD = """\
import base64, json, logging, os
from functools import wraps
import jwt
from flask import Flask, abort, current_app, g, jsonify, request
from flask_jwt_extended import JWTManager, get_jwt_identity, jwt_required
from flask_login import LoginManager, UserMixin, current_user, login_required, login_user
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import delete, select, update
from werkzeug.security import check_password_hash, generate_password_hash
app = Flask(__name__)
app.secret_key = os.environ["KEY"]
db = SQLAlchemy(app)
manager = LoginManager(app)
USERS = json.loads(os.environ["USERS"])
JOBS = []
class Person(UserMixin, db.Model):
    id = db.Column(db.Integer, primary_key=True)
    email = db.Column(db.String(80))
    password = db.Column(db.String(80))
    editor = db.Column(db.Boolean)
class Note(db.Model):
    id = db.Column(db.Integer, primary_key=True)
    person_id = db.Column(db.Integer)
    text = db.Column(db.Text)
"""
CHECKS = (
    "exempting-hook",
    "function-without-role-check",
    "object-without-owner-check",
    "role-from-untrusted-data",
    "route-without-decision",
    "token-in-log",
    "unverified-token",
)

WAYS = {
    "the manager's own answer to those who are not signed in": """
def members(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if not current_user.is_authenticated:
            return current_app.login_manager.unauthorized()
        return view(*args, **kwargs)
    return inner
@app.post("/start")
@members
def start():
    JOBS.append("x")
    return ""
@app.post("/stop")
@members
def stop():
    JOBS.clear()
    return ""
@app.get("/jobs")
@members
def jobs():
    return jsonify(JOBS)
@app.post("/weight")  # found: route-without-decision
def weight():
    JOBS.append(request.get_json()["weight"])
    return ""
""",
    "a name and a password in base64, of which the name is logged": """
@app.get("/a")
def a():
    packed = request.headers.get("Authorization", "").split()[1]
    name, password = base64.b64decode(packed).decode().split(":", 1)
    if name not in USERS or not check_password_hash(USERS[name], password):
        abort(401)
    logging.info("hello %s", name)
    return "hello"
""",
    "the credential as it came is logged": """
@app.get("/a")
def a():
    logging.info("asked with %s", request.headers.get("Authorization"))  # found: token-in-log
    return "hello"
""",
    "groups in a header that a proxy would write": """
@app.delete("/a")
def a():
    groups = {name.strip() for name in request.headers.get("X-Forwarded-Groups", "").split(",")}
    if "admins" not in groups:  # found: role-from-untrusted-data
        abort(403)
    return ""
""",
    "a header that ends like a privilege and says something else": """
@app.get("/a")
def a():
    if request.headers.get("X-Display-Scope") not in ("week", "month"):
        abort(400)
    return ""
""",
    "a person found by a claim that nobody verified": """
@app.post("/sso")
def sso():
    said = jwt.decode(request.form["id_token"], options={"verify_signature": False})  # found: unverified-token
    person = Person.query.filter_by(email=said["email"]).one_or_none()
    if person is None:
        abort(401)
    login_user(person)
    return ""
""",
    "rights that are picked by a claim that nobody verified": """
@app.get("/a")
def a():
    raw = request.headers["Authorization"][7:]
    name = jwt.decode(raw, options={"verify_signature": False})["sub"]  # found: unverified-token
    rights = [row["right"] for row in USERS if row["name"] == name]
    if "read" not in rights:
        abort(403)
    return ""
""",
    "a claim that nobody verified is only logged": """
@app.get("/a")
def a():
    raw = request.headers["Authorization"][7:]
    logging.info("from %s", jwt.decode(raw, options={"verify_signature": False}).get("iss"))
    return ""
""",
    "the part of the address that two of three compare": """
JWTManager(app)
@app.get("/people/<int:person_id>/notes")
@jwt_required()
def index(person_id):
    if person_id != get_jwt_identity():
        abort(403)
    return jsonify([note.id for note in db.session.scalars(select(Note).where(Note.person_id == person_id))])
@app.put("/people/<int:person_id>/notes")
@jwt_required()
def write(person_id):
    if person_id != get_jwt_identity():
        abort(403)
    db.session.execute(update(Note).where(Note.person_id == person_id).values(text=str(request.get_json()["text"])))
    return ""
@app.delete("/people/<int:person_id>/notes")
@jwt_required()
def clear(person_id):
    db.session.execute(delete(Note).where(Note.person_id == person_id))  # found: object-without-owner-check
    return ""
""",
    "the password of whichever account is named": """
@app.get("/people/<int:person_id>")
@login_required
def show(person_id):
    person = db.session.get(Person, person_id)
    if person is None or person.id != current_user.id:
        abort(404)
    return jsonify(email=person.email)
@app.post("/password")
@login_required
def password():
    person = db.session.get(Person, int(request.args["key"]))  # found: object-without-owner-check
    person.password = generate_password_hash(request.form["password"])
    db.session.commit()
    return ""
""",
    "a quality of the one who calls is asked for": """
@app.post("/notes")
@login_required
def write():
    note = Note(person_id=current_user.id, text=str(request.get_json()["text"]))
    db.session.add(note)
    return ""
@app.post("/notes/<int:note_id>/pin")
@login_required
def pin(note_id):
    if not current_user.editor:
        abort(403)
    note = db.get_or_404(Note, note_id)
    note.text += "!"
    return ""
""",
    "whether an account is switched on says nothing of whose a note is": """
@app.post("/notes")
@login_required
def write():
    note = Note(person_id=current_user.id, text=str(request.get_json()["text"]))
    db.session.add(note)
    return ""
@app.post("/notes/<int:note_id>/pin")
@login_required
def pin(note_id):
    if not current_user.active:
        abort(403)
    note = db.get_or_404(Note, note_id)  # found: object-without-owner-check
    note.text += "!"
    return ""
""",
    "notes that a service keeps in a table of its own": """
class Entry:
    def __init__(self, owner, text):
        self.owner, self.text = owner, text
class Notes:
    def __init__(self):
        self._kept = {}
    def add(self, owner, text):
        self._kept[len(self._kept)] = Entry(owner, text)
    def read(self, number, owner):
        entry = self._kept.get(number)
        if entry is None or entry.owner != owner:
            abort(404)
        return entry
    def change(self, number, text):
        entry = self._kept.get(number)  # found: object-without-owner-check
        if entry is None:
            abort(404)
        entry.text = text
notes = Notes()
@app.post("/notes")
@login_required
def add():
    notes.add(current_user.id, str(request.get_json()["text"]))
    return ""
@app.get("/notes/<int:number>")
@login_required
def read(number):
    return notes.read(number, current_user.id).text
@app.put("/notes/<int:number>")
@login_required
def change(number):
    notes.change(number, str(request.get_json()["text"]))
    return ""
""",
    "rows of peewee that are gone whoever asks": """
from peewee import CharField, ForeignKeyField, Model
class Account(Model):
    email = CharField()
class Key(Model):
    name = CharField()
    owner = ForeignKeyField(Account)
@app.get("/keys/<name>")
@login_required
def shown(name):
    return jsonify(Key.get_or_none(Key.name == name, Key.owner == current_user.id).name)
@app.post("/keys/revoke")
@login_required
def revoke():
    for name in request.form.getlist("key"):
        Key.delete().where(Key.name == name).execute()  # found: object-without-owner-check
    return ""
@app.post("/keys/revoke-mine")
@login_required
def revoke_mine():
    Key.delete().where(Key.name == request.form["key"], Key.owner == current_user.id).execute()
    return ""
""",
    "a method of the one who calls says what they may do": """
def chief(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if not current_user.runs_the_place():
            abort(403)
        return view(*args, **kwargs)
    return inner
@app.post("/admin/stop")
@login_required
@chief
def stop():
    logging.info("stop")
    return ""
@app.post("/admin/start")
@login_required
@chief
def start():
    logging.info("start")
    return ""
@app.post("/admin/pause")
@login_required
@chief
def pause():
    logging.info("pause")
    return ""
@app.post("/admin/reset")  # found: function-without-role-check
@login_required
def reset():
    logging.info("reset")
    return ""
@app.get("/admin/help")
@login_required
def manual():
    return "read this"
""",
    "a list that is narrowed down by a day": """
ROWS = []
@app.post("/rows")
@login_required
def put():
    ROWS.append({"day": str(request.get_json()["day"]), "by": current_user.id})
    return ""
@app.get("/rows")
@login_required
def rows():
    day = request.args.get("day")
    return jsonify([row for row in ROWS if day in (None, row["day"])])
""",
    "a table of the service's own that belongs to nobody": """
class Words:
    def __init__(self):
        self._kept = {}
    def put(self, word, meaning):
        self._kept[word] = meaning
    def of(self, word):
        return self._kept.get(word)
words = Words()
@app.put("/words/<word>")
@login_required
def put(word):
    words.put(word, str(request.get_json()["meaning"]))
    return ""
@app.get("/words/<word>")
@login_required
def of(word):
    return jsonify(words.of(word))
""",
    "paths with an ending pass, and a name may have it": """
@app.before_request
def ask():
    if request.path.rstrip("/").endswith(("/health", "/version")):  # found: exempting-hook
        return None
    auth = request.authorization
    if auth and auth.username in USERS and check_password_hash(USERS[auth.username], auth.password):
        return None
    return "who?", 401
@app.get("/health")
def health():
    return "ok"
@app.put("/cards/<path:name>")
def card(name):
    JOBS.append(name)
    return ""
""",
    "paths with an ending pass, and no name can have it": """
@app.before_request
def ask():
    if request.path.endswith("/health"):
        return None
    auth = request.authorization
    if auth and auth.username in USERS and check_password_hash(USERS[auth.username], auth.password):
        return None
    return "who?", 401
@app.get("/health")
def health():
    return "ok"
@app.put("/cards/<int:number>")
def card(number):
    JOBS.append(number)
    return ""
""",
}


@pytest.mark.parametrize("text", WAYS.values(), ids=WAYS.keys())
def test_a_way_to_ask_is_told_apart(text: str, told: Told) -> None:
    found, marked = told(HEAD + text, CHECKS)
    assert found == marked
