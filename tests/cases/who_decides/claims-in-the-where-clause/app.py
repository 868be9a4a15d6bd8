import os
import sqlite3

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)


def connection():
    if "db" not in g:
        g.db = sqlite3.connect(os.environ["PORTAL_DB"])
        g.db.row_factory = sqlite3.Row
    return g.db


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw,
            os.environ["PORTAL_PUBLIC_KEY"],
            algorithms=["RS256"],
            audience="portal",
            options={"require": ["exp", "sub"]},
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/patients/<int:patient>/results")
def results(patient):
    sql = "SELECT r.* FROM results r JOIN patients p ON p.id = r.patient WHERE p.id = ? AND p.login = ?"
    rows = connection().execute(sql, (patient, g.claims["sub"]))
    return jsonify([dict(row) for row in rows])


@app.get("/letters/<int:letter>")
def letter(letter):
    row = connection().execute("SELECT * FROM letters WHERE id = ?", (letter,)).fetchone()
    if row is None or row["login"] != g.claims["sub"]:
        abort(404)
    return jsonify(dict(row))
