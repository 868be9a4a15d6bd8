import os
import sqlite3


def permissions_of(sub):
    with sqlite3.connect(os.environ["DATABASE"]) as connection:
        rows = connection.execute("SELECT permission FROM grants WHERE sub = ?", (sub,)).fetchall()
    return [row[0] for row in rows]
