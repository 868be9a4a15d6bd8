import sqlite3

from flask import current_app, g

SCHEMA = "CREATE TABLE IF NOT EXISTS xcom (run TEXT, key TEXT, value BLOB, PRIMARY KEY (run, key))"


def connection():
    if "db" not in g:
        g.db = sqlite3.connect(current_app.config["DATABASE"])
        g.db.row_factory = sqlite3.Row
        g.db.execute(SCHEMA)
    return g.db


def close(_error=None):
    db = g.pop("db", None)
    if db is not None:
        db.close()
