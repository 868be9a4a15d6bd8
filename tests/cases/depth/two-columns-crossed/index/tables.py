import sqlite3
from contextlib import contextmanager

SCHEMA = "CREATE TABLE IF NOT EXISTS attachment (name TEXT, lengths BLOB, content BLOB)"


@contextmanager
def connected(path="/var/lib/index/index.db"):
    connection = sqlite3.connect(path)
    try:
        with connection:
            connection.execute(SCHEMA)
            yield connection
    finally:
        connection.close()
