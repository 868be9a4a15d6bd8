import hashlib
import os
import sqlite3
import time

from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)


def db():
    if "db" not in g:
        g.db = sqlite3.connect(os.environ["ALARM_DB"])
        g.db.row_factory = sqlite3.Row
    return g.db


@app.teardown_appcontext
def close(_error):
    connection = g.pop("db", None)
    if connection is not None:
        connection.close()


@app.before_request
def authenticate():
    header = request.headers.get("Authorization", "")
    if not header.startswith("Bearer "):
        abort(401)
    digest = hashlib.sha256(header[7:].encode()).hexdigest()
    row = (
        db()
        .execute("SELECT account_id FROM tokens WHERE digest = ? AND expires_at > ?", (digest, int(time.time())))
        .fetchone()
    )
    if row is None:
        abort(401)
    g.account_id = row["account_id"]


@app.get("/alarms")
def alarms():
    rows = db().execute("SELECT id, zone FROM alarms WHERE account_id = ?", (g.account_id,))
    return jsonify([dict(row) for row in rows])


@app.delete("/alarms/<int:alarm_id>")
def silence(alarm_id):
    done = db().execute("DELETE FROM alarms WHERE id = ? AND account_id = ?", (alarm_id, g.account_id))
    db().commit()
    return ("", 204) if done.rowcount else ("", 404)
