import os
import sqlite3
from functools import wraps

from flask import Flask, abort, g, jsonify, request, session
from werkzeug.security import check_password_hash

app = Flask(__name__)
app.secret_key = os.environ["GYM_SECRET"]


def db():
    if "db" not in g:
        g.db = sqlite3.connect(os.environ["GYM_DB"])
        g.db.row_factory = sqlite3.Row
    return g.db


def member_required(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if "member_id" not in session:
            abort(401)
        return view(*args, **kwargs)

    return inner


@app.post("/login")
def login():
    row = db().execute("SELECT * FROM members WHERE email = ?", (request.form["email"],)).fetchone()
    if row is None or not check_password_hash(row["password_hash"], request.form["password"]):
        abort(401)
    session.clear()
    session["member_id"] = row["id"]
    session["trainer"] = bool(row["trainer"])
    return "", 204


@app.post("/preferences")
@member_required
def preferences():
    for name, value in request.form.items():
        session[name] = value  # found: session-filled-from-request
    return "", 204


@app.get("/courses")
@member_required
def courses():
    rows = db().execute("SELECT id, title FROM courses")
    return jsonify([dict(row) for row in rows])


@app.post("/courses")
@member_required
def add_course():
    if not session.get("trainer"):
        abort(403)
    db().execute("INSERT INTO courses (title) VALUES (?)", (str(request.get_json()["title"]),))
    db().commit()
    return "", 201
