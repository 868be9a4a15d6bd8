"""The board's SQLite database."""

from __future__ import annotations

import hashlib
import hmac
import os
import sqlite3
import time
from typing import Any, cast

from flask import Flask, current_app, g

from .records import Attachment, Member, Note

_TABLES = """
CREATE TABLE IF NOT EXISTS members (name TEXT PRIMARY KEY, role TEXT, nickname TEXT, salt BLOB, digest BLOB);
CREATE TABLE IF NOT EXISTS notes (id INTEGER PRIMARY KEY, owner TEXT, title TEXT, text TEXT, pinned INTEGER);
CREATE TABLE IF NOT EXISTS attachments (id INTEGER PRIMARY KEY, owner TEXT, content BLOB);
CREATE TABLE IF NOT EXISTS attempts (name TEXT, moment REAL);
"""
_WINDOW = 900
_ALLOWED_FAILURES = 5
_PAGE = 100


def prepare(app: Flask) -> None:
    """Create the tables, add the configured members, and close each request's connection."""
    with app.app_context():
        connection().executescript(_TABLES)
        for member in app.config["MEMBERS"]:
            _add_member(member.name, member.role, member.password)
    app.teardown_appcontext(_close)


def connection() -> sqlite3.Connection:
    """The current request's connection."""
    if "connection" not in g:
        g.connection = sqlite3.connect(current_app.config["DATABASE"], isolation_level=None)
        g.connection.row_factory = sqlite3.Row
    return cast("sqlite3.Connection", g.connection)


def signed_in_member(name: str, password: str) -> Member | None:
    """The member whose password this is; None after too many wrong ones too."""
    since = time.time() - _WINDOW
    failures = _one("SELECT count(*) AS n FROM attempts WHERE name = ? AND moment > ?", name, since)
    row = _one("SELECT * FROM members WHERE name = ?", name)
    salt, digest = (row["salt"], row["digest"]) if row else (b"-" * 16, b"")
    right = hmac.compare_digest(_digest(password, salt), digest)
    if row is None or not right or (failures is not None and failures["n"] >= _ALLOWED_FAILURES):
        connection().execute("INSERT INTO attempts VALUES (?, ?)", (name, time.time()))
        return None
    return Member(row["name"], row["role"], row["nickname"])


def member(name: str) -> Member | None:
    """A member by name."""
    row = _one("SELECT * FROM members WHERE name = ?", name)
    return Member(row["name"], row["role"], row["nickname"]) if row else None


def members() -> list[Member]:
    """Everybody on the team."""
    rows = connection().execute("SELECT * FROM members ORDER BY name LIMIT ?", (_PAGE,))
    return [Member(row["name"], row["role"], row["nickname"]) for row in rows]


def set_nickname(name: str, nickname: str) -> None:
    """Store what a member wants to be called."""
    connection().execute("UPDATE members SET nickname = ? WHERE name = ?", (nickname, name))


def set_role(name: str, role: str) -> bool:
    """Store a member's role; False when there is no such member, or when it is an administrator."""
    query = "UPDATE members SET role = ? WHERE name = ? AND role != 'admin'"
    return connection().execute(query, (role, name)).rowcount > 0


def remove_member(name: str) -> None:
    """Take somebody off the team."""
    connection().execute("DELETE FROM members WHERE name = ?", (name,))


def note_of(owner: str, note_id: int) -> Note | None:
    """A note by its number, if it is this owner's."""
    row = _one("SELECT * FROM notes WHERE id = ? AND owner = ?", note_id, owner)
    return _note(row) if row else None


def notes_of(owner: str) -> list[Note]:
    """What somebody has written."""
    rows = connection().execute("SELECT * FROM notes WHERE owner = ? ORDER BY id LIMIT ?", (owner, _PAGE))
    return [_note(row) for row in rows]


def all_notes() -> list[Note]:
    """The whole board."""
    return [_note(row) for row in connection().execute("SELECT * FROM notes ORDER BY id LIMIT ?", (_PAGE,))]


def save_note(changed: Note) -> int:
    """Store a note and answer its number."""
    values = (changed.owner, changed.title, changed.text, int(changed.pinned))
    if changed.id:
        query = "UPDATE notes SET title = ?, text = ?, pinned = ? WHERE id = ? AND owner = ?"
        connection().execute(query, (*values[1:], changed.id, changed.owner))
        return changed.id
    cursor = connection().execute("INSERT INTO notes (owner, title, text, pinned) VALUES (?, ?, ?, ?)", values)
    return cursor.lastrowid or 0


def remove_note(owner: str, note_id: int) -> bool:
    """Take an owner's note off the board; False when there is none."""
    cursor = connection().execute("DELETE FROM notes WHERE id = ? AND owner = ?", (note_id, owner))
    return cursor.rowcount > 0


def remove_titled(title: str) -> int:
    """Take every note with this title off the board and answer how many there were."""
    return connection().execute("DELETE FROM notes WHERE title = ?", (title,)).rowcount


def add_attachment(owner: str, content: bytes) -> int:
    """Store a file and answer its number."""
    cursor = connection().execute("INSERT INTO attachments (owner, content) VALUES (?, ?)", (owner, content))
    return cursor.lastrowid or 0


def attachment_of(owner: str, attachment_id: int) -> Attachment | None:
    """A file by its number, if it is this owner's."""
    row = _one("SELECT * FROM attachments WHERE id = ? AND owner = ?", attachment_id, owner)
    return Attachment(row["id"], row["owner"], row["content"]) if row else None


def _add_member(name: str, role: str, password: str) -> None:
    salt = os.urandom(16)
    values = (name, role, "", salt, _digest(password, salt))
    connection().execute("INSERT OR IGNORE INTO members VALUES (?, ?, ?, ?, ?)", values)


def _digest(password: str, salt: bytes) -> bytes:
    return hashlib.scrypt(password.encode(), salt=salt, n=2**14, r=8, p=5)


def _note(row: sqlite3.Row) -> Note:
    return Note(row["title"], row["text"], row["owner"], bool(row["pinned"]), row["id"])


def _one(query: str, *values: object) -> sqlite3.Row | None:
    return cast("sqlite3.Row | None", connection().execute(query, values).fetchone())


def _close(_error: BaseException | None) -> None:
    opened: Any = g.pop("connection", None)
    if opened is not None:
        opened.close()
