import os
import sqlite3

from flask import Flask, abort, redirect, request, session
from werkzeug.security import check_password_hash

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]


def password_hash(name):
    with sqlite3.connect(os.environ["DATABASE"]) as connection:
        row = connection.execute("SELECT hash FROM people WHERE name = ?", (name,)).fetchone()
    return row[0] if row else None


@app.post("/login")
def login():
    form = request.form
    known = password_hash(form["name"])
    if known is None or not check_password_hash(known, form["password"]):
        abort(401)
    session["name"] = form["name"]
    session["role"] = form.get("role", "member")  # found: session-filled-from-request
    return redirect("/")


@app.get("/reports")
def reports():
    if session.get("role") != "auditor":
        abort(403)
    return "<h1>Reports</h1>"
