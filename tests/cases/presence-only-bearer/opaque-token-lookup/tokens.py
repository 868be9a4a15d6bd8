import hashlib
import sqlite3
import time


def owner_of(token, database):
    """The user whom this token was issued to, or None."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    with sqlite3.connect(database) as connection:
        row = connection.execute(
            "SELECT user_id FROM tokens WHERE digest = ? AND expires > ?", (digest, int(time.time()))
        ).fetchone()
    return row[0] if row else None
