"""Does each store keep what was taken back, for as long as it matters, and for all who share it?"""

from __future__ import annotations

import os
import shutil
import socket
import sqlite3
import stat
import subprocess
import sys
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bearproof.guard import GuardMisuse, MemoryStore, RedisStore, SQLiteStore
from bearproof.guard.stores.memory import several_workers
from bearproof.guard.stores.store import EVER, Grant, Store

NOW = 1_700_000_000.0
GRANT = Grant("alice", "session", ("read", "write"), (), 900.0, NOW, NOW + 100, NOW + 1000)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a Redis server of our own."""
    pytest.importorskip("redis", reason="the redis package is not installed")
    program = shutil.which("redis-server")
    if program is None:
        pytest.skip("no redis-server on this machine")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", ""]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=tmp_path_factory.mktemp("redis"))
    until = time.monotonic() + 20
    while time.monotonic() < until and running.poll() is None:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.02)
    yield f"redis://127.0.0.1:{port}/0"
    running.terminate()
    running.wait(20)


@pytest.fixture(params=["memory", "sqlite", pytest.param("redis", marks=pytest.mark.real("redis"))])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """One of the three, empty."""
    if request.param == "memory":
        return MemoryStore(environment={}, arguments=[])
    if request.param == "sqlite":
        return SQLiteStore(tmp_path / "tokens.db")
    return RedisStore(request.getfixturevalue("server"), prefix=f"{tmp_path.name}:")


def test_a_name_that_nobody_took_back_counts(store: Store) -> None:
    assert store.revoked(("a", "b", "c"), NOW) is False


@pytest.mark.parametrize("name", ["a", "b", "c"])
def test_any_of_the_three_names_is_enough(store: Store, name: str) -> None:
    store.revoke(name, before=EVER, until=NOW + 60, now=NOW)
    assert store.revoked(("a", "b", "c"), NOW) is True
    assert store.revoked(("x", "y", "z"), NOW) is False


def test_what_is_issued_from_that_moment_on_counts(store: Store) -> None:
    store.revoke("b", before=NOW + 0.25, until=NOW + 60, now=NOW)
    times = [NOW - 100, NOW, NOW + 0.2499, NOW + 0.25, NOW + 0.2501, NOW + 100]
    assert [store.revoked(("a", "b", ""), each) for each in times] == [True, True, True, False, False, False]


def test_the_later_of_two_moments_counts(store: Store) -> None:
    store.revoke("b", before=NOW + 10, until=NOW + 60, now=NOW)
    store.revoke("b", before=NOW + 5, until=NOW + 30, now=NOW)
    assert [store.revoked(("", "b", ""), NOW + 9), store.revoked(("", "b", ""), NOW + 10)] == [True, False]
    store.revoke("b", before=NOW + 20, until=NOW + 60, now=NOW)
    assert store.revoked(("", "b", ""), NOW + 19) is True


@pytest.mark.parametrize("name", ["'; DROP TABLE revoked; --", "a\0b", "\u2603", "%", "x" * 3000, "t\nhttps://i\nj"])
def test_a_name_is_only_a_name(store: Store, name: str) -> None:
    store.revoke(name, before=EVER, until=NOW + 60, now=NOW)
    assert [store.revoked((name, "", ""), NOW), store.revoked((name[:-1], "", ""), NOW)] == [True, False]


def test_a_refresh_token_is_spent_once(store: Store) -> None:
    store.keep("digest", GRANT, now=NOW)
    assert [store.spend("digest") for _ in range(3)] == [(GRANT, True), (GRANT, False), (GRANT, False)]
    assert store.spend("another") is None


def test_of_many_who_spend_it_at_once_one_is_the_first(store: Store) -> None:
    store.keep("digest", GRANT, now=NOW)
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(lambda _: store.spend("digest"), range(32)))
    assert sorted(first for grant, first in filter(None, found)) == [False] * 31 + [True]


def test_many_threads_ask_and_tell(store: Store) -> None:
    def turn(number: int) -> tuple[bool, bool]:
        before = store.revoked((f"n{number}", "", ""), NOW)
        store.revoke(f"n{number}", before=EVER, until=NOW + 60, now=NOW)
        return before, store.revoked((f"n{number}", "", ""), NOW)

    with ThreadPoolExecutor(8) as threads:
        assert set(threads.map(turn, range(60))) == {(False, True)}


@pytest.mark.parametrize("make", [lambda _: MemoryStore(environment={}, arguments=[]), SQLiteStore])
def test_what_no_longer_matters_is_forgotten(make: Callable[[Path], Store], tmp_path: Path) -> None:
    store = make(tmp_path / "tokens.db")
    store.revoke("old", before=EVER, until=NOW + 10, now=NOW)
    store.revoke("kept", before=EVER, until=NOW + 9999, now=NOW)
    store.keep("old", GRANT, now=NOW)
    for number in range(300):
        store.revoke(f"later {number % 3}", before=EVER, until=NOW + 9999, now=NOW + 2000)
    assert [store.revoked(("old", "", ""), NOW), store.revoked(("kept", "", ""), NOW)] == [False, True]
    assert store.spend("old") is None


@pytest.mark.real("redis")
def test_redis_forgets_by_itself(server: str, tmp_path: Path) -> None:
    store = RedisStore(server, prefix=f"{tmp_path.name}:")
    store.revoke("short", before=EVER, until=NOW - 5, now=NOW)
    assert store.revoked(("short", "", ""), NOW) is True
    time.sleep(1.2)
    assert store.revoked(("short", "", ""), NOW) is False


def test_a_second_store_on_the_file_sees_it_at_once(tmp_path: Path) -> None:
    one, two = SQLiteStore(tmp_path / "tokens.db"), SQLiteStore(tmp_path / "tokens.db")
    assert two.revoked(("a", "", ""), NOW) is False
    one.revoke("a", before=EVER, until=NOW + 60, now=NOW)
    assert two.revoked(("a", "", ""), NOW) is True


def test_what_was_taken_back_survives_a_restart(tmp_path: Path) -> None:
    SQLiteStore(tmp_path / "tokens.db").revoke("a", before=EVER, until=NOW + 60, now=NOW)
    assert SQLiteStore(tmp_path / "tokens.db").revoked(("a", "", ""), NOW) is True


def test_only_the_apps_own_user_reads_the_file(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path / "tokens.db")
    store.revoke("a", before=EVER, until=NOW + 60, now=NOW)
    store.revoked(("a", "", ""), NOW)
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    assert set(modes.values()) == {0o600}
    assert "tokens.db" in modes


def test_readers_do_not_wait_for_a_writer(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path / "tokens.db", patience=0.1)
    writer = sqlite3.connect(tmp_path / "tokens.db", isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    assert store.revoked(("a", "", ""), NOW) is False
    with pytest.raises(sqlite3.OperationalError):
        store.revoke("a", before=EVER, until=NOW + 60, now=NOW)
    writer.execute("ROLLBACK")
    writer.close()


def test_a_reader_keeps_nothing_open(tmp_path: Path) -> None:
    """What was read is not held on to, or the write-ahead log could never be cut."""
    store = SQLiteStore(tmp_path / "tokens.db")
    store.revoke("a", before=EVER, until=NOW + 60, now=NOW)
    store.revoked(("a", "", ""), NOW)
    other = sqlite3.connect(tmp_path / "tokens.db", isolation_level=None)
    assert other.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0
    other.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
def test_a_worker_that_was_forked_off_opens_the_file_anew(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path / "tokens.db")
    store.revoked(("a", "", ""), NOW)
    parents = store._free[0]  # noqa: SLF001  # what must stay the parent's
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        store.revoked(("a", "", ""), NOW)
        store.revoke("a", before=EVER, until=NOW + 60, now=NOW)
        apart = parents not in store._free and parents in store._parents  # noqa: SLF001  # as above
        os._exit(0 if apart and store.revoked(("a", "", ""), NOW) else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert (store._free, store.revoked(("a", "", ""), NOW)) == ([parents], True)  # noqa: SLF001  # as above


@pytest.mark.parametrize("path", ["", "missing/tokens.db"])
def test_a_file_that_cannot_be_opened_is_refused_at_start(tmp_path: Path, path: str) -> None:
    with pytest.raises(GuardMisuse, match="cannot be opened"):
        SQLiteStore(tmp_path / path)


def test_a_file_that_is_no_database_is_refused_at_start(tmp_path: Path) -> None:
    (tmp_path / "tokens.db").write_text("this is no database, but a text of some length\n" * 30)
    with pytest.raises(GuardMisuse, match="cannot be opened"):
        SQLiteStore(tmp_path / "tokens.db")


def test_a_file_that_is_gone_is_an_error_and_not_an_empty_store(tmp_path: Path) -> None:
    store = SQLiteStore(tmp_path / "tokens.db")
    (tmp_path / "tokens.db").unlink()
    with pytest.raises(FileNotFoundError):
        store.revoked(("a", "", ""), NOW)
    with pytest.raises(sqlite3.OperationalError):
        store.revoke("a", before=EVER, until=NOW + 60, now=NOW)


def test_an_address_of_no_redis_is_refused_without_its_password() -> None:
    pytest.importorskip("redis", reason="the redis package is not installed")
    with pytest.raises(GuardMisuse, match="no address") as caught:
        RedisStore("http://user:hunter2@127.0.0.1")
    assert "hunter2" not in str(caught.value)


def test_redis_needs_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "redis", None)
    with pytest.raises(GuardMisuse, match="pip install redis"):
        RedisStore("redis://127.0.0.1")


SEVERAL: dict[str, tuple[dict[str, str], list[str]]] = {
    "web-concurrency": ({"WEB_CONCURRENCY": "2"}, []),
    "gunicorn-w": ({}, ["/usr/bin/gunicorn", "-w", "4", "shop:app"]),
    "gunicorn-w-run-in": ({}, ["gunicorn", "-w4", "shop:app"]),
    "gunicorn-workers": ({}, ["gunicorn", "--workers=3", "shop:app"]),
    "gunicorn-by-environment": ({"GUNICORN_CMD_ARGS": "--bind=127.0.0.1 --workers=3"}, ["gunicorn", "shop:app"]),
    "uwsgi": ({}, ["uwsgi", "--http", ":80", "--processes", "2"]),
}
ALONE: dict[str, tuple[dict[str, str], list[str]]] = {
    "nothing": ({}, []),
    "flask": ({}, ["/usr/bin/flask", "run"]),
    "one-worker": ({"WEB_CONCURRENCY": "1"}, ["gunicorn", "--workers", "1", "shop:app"]),
    "threads": ({}, ["gunicorn", "--threads", "8", "shop:app"]),
    "no-number": ({"WEB_CONCURRENCY": "auto"}, ["gunicorn", "--workers", "x"]),
    "pytest": ({}, ["pytest", "-p", "4", "-w", "2"]),
}


@pytest.mark.parametrize(("environment", "arguments"), SEVERAL.values(), ids=SEVERAL.keys())
def test_a_store_in_memory_warns_where_there_are_several_workers(
    environment: dict[str, str],
    arguments: list[str],
    reasons: Callable[[], list[str]],
    caplog: pytest.LogCaptureFixture,
) -> None:
    assert several_workers(environment, arguments) is True
    MemoryStore(environment=environment, arguments=arguments)
    assert (len(reasons()), "several workers" in caplog.text) == (1, True)


@pytest.mark.parametrize(("environment", "arguments"), ALONE.values(), ids=ALONE.keys())
def test_a_store_in_memory_is_quiet_where_there_is_one(
    environment: dict[str, str], arguments: list[str], reasons: Callable[[], list[str]]
) -> None:
    MemoryStore(environment=environment, arguments=arguments)
    assert (several_workers(environment, arguments), reasons()) == (False, [])


def test_a_store_in_memory_warns_when_a_forked_worker_writes(reasons: Callable[[], list[str]]) -> None:
    store = MemoryStore(environment={}, arguments=[])
    store.forked()
    store.revoke("a", before=EVER, until=NOW + 60, now=NOW)
    store.revoke("b", before=EVER, until=NOW + 60, now=NOW)
    assert len(reasons()) == 1


def test_a_lock_held_at_the_fork_is_not_held_after_it() -> None:
    store = MemoryStore(environment={}, arguments=[])
    store._lock.acquire()  # noqa: SLF001  # as a thread of the parent would
    store.forked()
    done = threading.Thread(target=lambda: store.spend("x"))
    done.start()
    done.join(5)
    assert done.is_alive() is False
