import os
import pickle
import sqlite3


def connect():
    connection = sqlite3.connect(os.environ.get("SURVEYS_DB", "surveys.db"))
    connection.row_factory = sqlite3.Row
    connection.execute("CREATE TABLE IF NOT EXISTS answers (id INTEGER PRIMARY KEY, raw BLOB, summary BLOB)")
    return connection


def add(raw, lengths):
    with connect() as connection:
        summary = pickle.dumps({"count": len(lengths), "longest": max(lengths, default=0)})
        cursor = connection.execute("INSERT INTO answers (raw, summary) VALUES (?, ?)", (raw, summary))
        return cursor.lastrowid


def raw_of(number):
    row = connect().execute("SELECT raw FROM answers WHERE id = ?", (number,)).fetchone()
    return row["raw"] if row else None


def summary_of(number):
    row = connect().execute("SELECT summary FROM answers WHERE id = ?", (number,)).fetchone()
    return pickle.loads(row["summary"]) if row else None
