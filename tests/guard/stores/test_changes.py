"""Is an answer that was kept void as soon as any process has written, whatever becomes of that process?"""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import pytest

from bearproof.guard import SQLiteStore
from bearproof.guard.stores import sqlite
from bearproof.guard.stores.changes import Changes
from bearproof.guard.stores.store import EVER

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no shared number on this system")
NOW = 1_700_000_000.0
NAMES = ("a", "b", "c")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A line for each time that the database itself is asked."""
    lines: list[str] = []
    look = SQLiteStore._look  # noqa: SLF001  # what costs

    def counted(self: SQLiteStore, names: tuple[str, str, str], issued: float) -> bool:
        lines.append(names[0])
        return look(self, names, issued)

    monkeypatch.setattr(SQLiteStore, "_look", counted)
    return lines


def take_back(store: SQLiteStore, name: str) -> None:
    store.revoke(name, before=EVER, until=NOW + 60, now=NOW)


def in_child(act: Callable[[], None]) -> int:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        act()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_what_was_answered_is_not_asked_again(tmp_path: Path, asked: list[str]) -> None:
    store = SQLiteStore(tmp_path / "db")
    assert [store.revoked(NAMES, NOW) for _ in range(5)] == [False] * 5
    assert asked == ["a"]


def test_another_time_of_issue_is_another_question(tmp_path: Path, asked: list[str]) -> None:
    store = SQLiteStore(tmp_path / "db")
    store.revoke("b", before=NOW, until=NOW + 60, now=NOW)
    assert [store.revoked(NAMES, NOW), store.revoked(NAMES, NOW - 1)] == [False, True]
    assert len(asked) == 2


def test_what_was_taken_back_is_asked_each_time(tmp_path: Path, asked: list[str]) -> None:
    store = SQLiteStore(tmp_path / "db")
    take_back(store, "a")
    assert [store.revoked(NAMES, NOW) for _ in range(3)] == [True] * 3
    assert len(asked) == 3


def test_any_write_makes_every_answer_void(tmp_path: Path, asked: list[str]) -> None:
    store = SQLiteStore(tmp_path / "db")
    store.revoked(NAMES, NOW)
    take_back(store, "other")
    assert [store.revoked(NAMES, NOW), len(asked)] == [False, 2]


@pytest.mark.parametrize("times", range(3))
def test_what_another_process_writes_counts_at_once(tmp_path: Path, times: int) -> None:
    store = SQLiteStore(tmp_path / "db")
    assert store.revoked(NAMES, NOW) is False
    program = f"""
from bearproof.guard import SQLiteStore
SQLiteStore({str(tmp_path / "db")!r}).revoke({NAMES[times]!r}, before=1e18, until=2e9, now=1e9)
"""
    subprocess.run([sys.executable, "-c", program], check=True)
    assert store.revoked(NAMES, NOW) is True


def test_what_a_forked_worker_writes_counts_at_once(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path / "db")
    assert store.revoked(NAMES, NOW) is False
    assert in_child(lambda: take_back(store, "a")) == 0
    assert store.revoked(NAMES, NOW) is True


@pytest.mark.parametrize("line", ["BEGIN IMMEDIATE", "COMMIT"])
def test_a_writer_that_dies_leaves_everybody_asking(
    tmp_path: Path, asked: list[str], monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    """Killed after this statement: before the commit, or between the commit and the number."""
    store = SQLiteStore(tmp_path / "db")
    assert [store.revoked(NAMES, NOW), store.revoked(NAMES, NOW)] == [False, False]

    class Dying(sqlite3.Connection):
        def execute(self, statement: str, *values: object) -> sqlite3.Cursor:  # type: ignore[override]  # enough here
            found = super().execute(statement, *values)
            if statement == line:
                os.kill(os.getpid(), signal.SIGKILL)
            return found

    def dies() -> None:
        connect = sqlite3.connect
        monkeypatch.setattr(sqlite.sqlite3, "connect", lambda *given, **named: connect(*given, **named, factory=Dying))
        take_back(store, "a")

    assert in_child(dies) == -signal.SIGKILL
    before, committed = len(asked), line == "COMMIT"
    assert [store.revoked(NAMES, NOW) for _ in range(3)] == [committed] * 3
    assert len(asked) == before + 3
    take_back(store, "other")
    assert [store.revoked(("x", "", ""), NOW) for _ in range(3)] == [False] * 3
    assert len(asked) == before + 4


def test_a_write_that_failed_leaves_everybody_asking(tmp_path: Path, asked: list[str]) -> None:
    store = SQLiteStore(tmp_path / "db", patience=0.05)
    other = sqlite3.connect(tmp_path / "db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError):
        take_back(store, "a")
    other.execute("ROLLBACK")
    other.close()
    store.revoked(NAMES, NOW)
    store.revoked(NAMES, NOW)
    assert len(asked) == 2


def test_a_writer_does_not_wait_for_ever_for_another(tmp_path: Path) -> None:
    changes, others = Changes(tmp_path / "n", patience=0.05), Changes(tmp_path / "n", patience=0.05)
    with changes.writing(), pytest.raises(BlockingIOError), others.writing():
        pass
    with others.writing():
        assert changes.cells[0] % 2 == 1
    assert changes.cells[0] % 2 == 0


def test_who_writes_past_us_is_seen_after_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = [100.0]
    monkeypatch.setattr(sqlite, "monotonic", lambda: moments[0])
    store = SQLiteStore(tmp_path / "db")
    assert store.revoked(NAMES, NOW) is False
    other = sqlite3.connect(tmp_path / "db", isolation_level=None)
    other.execute("INSERT INTO revoked VALUES ('a', 1e18, 2e9)")
    other.close()
    moments[0] += 1.01
    assert store.revoked(NAMES, NOW) is True


def test_a_number_that_was_removed_is_found_again_by_who_writes(tmp_path: Path) -> None:
    one, two = Changes(tmp_path / "n", patience=1), Changes(tmp_path / "n", patience=1)
    (tmp_path / "n").unlink()
    with one.writing():
        pass
    with two.writing():
        assert one.cells[0] % 2 == 1
    assert (one.cells[0], two.cells[0]) == (4, 4)


def test_only_so_many_answers_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str]) -> None:
    monkeypatch.setattr(sqlite, "_MOST", 3)
    store = SQLiteStore(tmp_path / "db")
    for number in range(10):
        store.revoked((str(number), "", ""), NOW)
    assert len(store._still.counts) == 3  # noqa: SLF001  # what must not grow
    assert len(asked) == 10


def test_readers_never_miss_a_write(tmp_path: Path) -> None:
    """A writer in another process, a reader here: what the writer said it wrote, the next question knows."""
    program = f"""
import sys
from bearproof.guard import SQLiteStore
store = SQLiteStore({str(tmp_path / "db")!r})
for line in sys.stdin:
    store.revoke(line.strip(), before=1e18, until=2e9, now=1e9)
    print(flush=True)
"""
    store = SQLiteStore(tmp_path / "db")
    writer = subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert writer.stdin is not None
    assert writer.stdout is not None
    missed, started = [], time.monotonic()
    for number in range(100):
        name = f"n{number}"
        before = [store.revoked((name, "", ""), NOW) for _ in range(3)]
        writer.stdin.write(name + "\n")
        writer.stdin.flush()
        writer.stdout.readline()
        missed += [name] if before != [False] * 3 or not store.revoked((name, "", ""), NOW) else []
    writer.communicate(timeout=20)
    assert (missed, number, time.monotonic() - started < 60) == ([], 99, True)


def test_a_file_that_was_removed_is_missed_within_a_second(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    moments = [100.0]
    monkeypatch.setattr(sqlite, "monotonic", lambda: moments[0])
    store = SQLiteStore(tmp_path / "db")
    assert store.revoked(NAMES, NOW) is False
    (tmp_path / "db").unlink()
    moments[0] += 1.01
    with pytest.raises(OSError, match="No such file"):
        store.revoked(NAMES, NOW)


def test_a_file_that_was_put_in_its_place_is_asked_within_a_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moments = [100.0]
    monkeypatch.setattr(sqlite, "monotonic", lambda: moments[0])
    store, other = SQLiteStore(tmp_path / "db"), SQLiteStore(tmp_path / "other")
    assert store.revoked(NAMES, NOW) is False
    take_back(other, "a")
    sqlite3.connect(tmp_path / "other").execute("PRAGMA journal_mode = DELETE").connection.close()
    (tmp_path / "db").unlink()
    (tmp_path / "db-wal").unlink(missing_ok=True)
    (tmp_path / "db-shm").unlink(missing_ok=True)
    (tmp_path / "other").rename(tmp_path / "db")
    moments[0] += 1.01
    assert store.revoked(NAMES, NOW) is True


def test_the_number_is_written_at_start_so_that_a_full_disk_is_met_there(tmp_path: Path) -> None:
    Changes(tmp_path / "n", patience=1)
    assert (tmp_path / "n").read_bytes() == bytes(8)
