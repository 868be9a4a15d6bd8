import os
import sqlite3
from typing import NamedTuple


class Account(NamedTuple):
    name: str
    password_hash: str
    role: str


def account_by_name(name):
    with sqlite3.connect(os.environ["DATABASE"]) as connection:
        row = connection.execute("SELECT name, hash, role FROM accounts WHERE name = ?", (name,)).fetchone()
    return Account(*row) if row else None
