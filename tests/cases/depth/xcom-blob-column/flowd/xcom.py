import pickle

from .db import connection


def push(run, key, value):
    db = connection()
    db.execute("INSERT OR REPLACE INTO xcom (run, key, value) VALUES (?, ?, ?)", (run, key, value))
    db.commit()


def pull(run, key):
    row = connection().execute("SELECT value FROM xcom WHERE run = ? AND key = ?", (run, key)).fetchone()
    if row is None:
        return None
    return pickle.loads(row["value"])  # found: pickle-from-request


def keys(run):
    rows = connection().execute("SELECT key FROM xcom WHERE run = ? ORDER BY key", (run,))
    return [row["key"] for row in rows]
