import sqlite3
from threading import local

_local = local()

SCHEMA = """
CREATE TABLE IF NOT EXISTS document (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    lengths BLOB NOT NULL
)
"""


def db():
    if not hasattr(_local, "db"):
        _local.db = sqlite3.connect("/var/lib/index/index.db")
        _local.db.execute(SCHEMA)
    return _local.db
