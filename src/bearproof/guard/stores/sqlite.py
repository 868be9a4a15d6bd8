"""Which tokens were taken back, as a file on this machine knows? For all processes on one machine.

A connection is used by one request at a time and by one process ever: it is taken out of a list, which needs no lock,
and put back. So threads, greenlets and workers that were forked off never share one. What was answered is not asked
again while no process has written.
"""

from __future__ import annotations

import os
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from time import monotonic

from bearproof.guard import forks
from bearproof.guard.misuse import GuardMisuse

from .changes import Changes
from .store import Grant

_TIDY = 256
#: Answers are kept no longer, and no more of them: seconds, in case somebody writes past us, and tokens.
_LONGEST = 1.0
_MOST = 4096
_TABLES = """
CREATE TABLE IF NOT EXISTS revoked (name TEXT PRIMARY KEY, before REAL NOT NULL, until REAL NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS refresh (
    digest TEXT PRIMARY KEY, said TEXT NOT NULL, until REAL NOT NULL, spent INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;
"""
#: One answer of one row: a statement that was not read to its end would keep what it saw as the present.
_ASKED = (
    "SELECT EXISTS (SELECT 1 FROM revoked WHERE name = ?1 AND before > ?4)"
    " OR EXISTS (SELECT 1 FROM revoked WHERE name = ?2 AND before > ?4)"
    " OR EXISTS (SELECT 1 FROM revoked WHERE name = ?3 AND before > ?4)"
)
_TAKE_BACK = (
    "INSERT INTO revoked VALUES (?1, ?2, ?3) ON CONFLICT (name)"
    " DO UPDATE SET before = max(before, ?2), until = max(until, ?3)"
)


class _Still:
    """Tokens that count as long as the number of changes stays the same: names, and when they were issued."""

    __slots__ = ("counts", "number", "until")

    def __init__(self, number: int, until: float) -> None:
        self.number, self.until = number, until
        self.counts: set[tuple[tuple[str, str, str], float]] = set()


class SQLiteStore:
    """Keeps everything in one file, which only the app's own user may read. `patience` is in seconds, for writers."""

    def __init__(self, path: str | os.PathLike[str], *, patience: float = 2.0) -> None:
        self._path, self._patience = Path(path).absolute(), patience
        # Cursors, each the only one of its connection: making one for each question costs a tenth of the answer.
        # With each, which file it is open on: one that was put in its place is another store.
        self._free: list[tuple[sqlite3.Cursor, int]] = []
        self._parents: list[tuple[sqlite3.Cursor, int]] = []
        self._writes = 0
        self._still = _Still(0, 0.0)
        try:
            # Made before SQLite would, which lets the group and others read it.
            os.close(os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600))
            # Closed again: a connection from before a fork is of no use after it.
            with closing(self._open()) as first:
                first.executescript(_TABLES)
            self._file = self._path.stat().st_ino
            self._changes = Changes(self._path.with_name(self._path.name + "-changes"), patience=patience)
        except (OSError, sqlite3.Error) as problem:
            raise GuardMisuse(f"the store {self._path.name} cannot be opened", advice=str(problem)) from problem
        forks.renew(self)
        weakref.finalize(self, _close, self._free)

    def forked(self) -> None:
        """The parent's connections are not ours: used or closed here, they could damage the file (SQLite, s2.6)."""
        self._parents += self._free
        self._free.clear()

    def revoked(self, names: tuple[str, str, str], issued: float) -> bool:
        """See Store."""
        # Before the question: what is written after this makes the answer void.
        number, still = self._changes.cells[0], self._still
        if still.number != number or monotonic() > still.until:
            self._file = self._path.stat().st_ino
            still = self._still = _Still(number, monotonic() + _LONGEST)
        asked = (names, issued)
        if asked in still.counts:
            return False
        revoked = self._look(names, issued)
        if not revoked and number % 2 == 0 and len(still.counts) < _MOST:
            still.counts.add(asked)
        return revoked

    def _look(self, names: tuple[str, str, str], issued: float) -> bool:
        cursor, file = self._at_hand() or (self._open().cursor(), self._file)
        try:
            cursor.execute(_ASKED, (*names, issued))
            found: tuple[int] = cursor.fetchone()
        except sqlite3.Error:
            cursor.connection.close()
            raise
        self._free.append((cursor, file))
        return found[0] != 0

    def _at_hand(self) -> tuple[sqlite3.Cursor, int] | None:
        try:
            cursor, file = self._free.pop()
        except IndexError:
            return None
        if file == self._file:
            return cursor, file
        cursor.connection.close()
        return None

    def revoke(self, name: str, *, before: float, until: float, now: float) -> None:
        """See Store."""
        with self._writing() as connection:
            connection.execute(_TAKE_BACK, (name, before, until))
            self._tidy(connection, now)

    def keep(self, digest: str, grant: Grant, *, now: float) -> None:
        """See Store."""
        with self._writing() as connection:
            connection.execute("INSERT INTO refresh VALUES (?, ?, ?, 0)", (digest, grant.text(), grant.ends))
            self._tidy(connection, now)

    def spend(self, digest: str) -> tuple[Grant, bool] | None:
        """See Store."""
        with self._writing() as connection:
            row = connection.execute("SELECT said, spent FROM refresh WHERE digest = ?", (digest,)).fetchone()
            if row is None:
                return None
            connection.execute("UPDATE refresh SET spent = 1 WHERE digest = ?", (digest,))
            return Grant.read(row[0]), row[1] == 0

    def _tidy(self, connection: sqlite3.Connection, now: float) -> None:
        self._writes += 1
        if self._writes % _TIDY == 1:
            connection.execute("DELETE FROM revoked WHERE until < ?", (now,))
            connection.execute("DELETE FROM refresh WHERE until < ?", (now,))

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing, and alone: the lock is taken before the first look."""
        with self._changes.writing(), closing(self._open()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def _open(self) -> sqlite3.Connection:
        # The file exists since the start: one that is missing now is an error, and not an empty list of names.
        connection = sqlite3.connect(
            f"{self._path.as_uri()}?mode=rw",
            uri=True,
            timeout=self._patience,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA journal_mode = WAL")
        # What was taken back stays so after a power cut.
        connection.execute("PRAGMA synchronous = FULL")
        return connection


def _close(cursors: list[tuple[sqlite3.Cursor, int]]) -> None:
    while cursors:
        cursors.pop()[0].connection.close()
