import os
import sqlite3


def person(email):
    with sqlite3.connect(os.environ["DATABASE"]) as connection:
        connection.row_factory = sqlite3.Row
        return connection.execute("SELECT * FROM people WHERE email = ?", (email,)).fetchone()
