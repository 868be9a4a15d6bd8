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


def query(sql, *values):
    return connection().execute(sql, values).fetchall()


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


@app.teardown_appcontext
def close(_problem):
    if "db" in g:
        g.db.close()


@app.get("/patients/<int:patient>/results")
def results(patient):
    rows = query("SELECT * FROM results WHERE patient = ?", patient)  # found: object-without-owner-check
    return jsonify([dict(row) for row in rows])


@app.get("/patients/<int:patient>/letters")
def letters(patient):
    rows = query("SELECT * FROM letters WHERE patient = ?", patient)  # found: object-without-owner-check
    return jsonify([dict(row) for row in rows])
