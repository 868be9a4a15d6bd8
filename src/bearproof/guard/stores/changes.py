"""Has any process written since we last looked? A number in shared memory beside the database, odd while one writes.

Reading it costs next to nothing, where a question to the database costs system calls. A writer holds a file lock, makes
the number odd, commits, and makes it even again. So an answer that was read while the number was even stays true as
long as the number stays the same; and when a writer dies in between, it stays odd, and everybody asks the database.
"""

from __future__ import annotations

import mmap
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # pragma: no cover  # Windows
    fcntl = None  # type: ignore[assignment]  # looked at before each use

_SIZE = 8
_PAUSE = 0.005


class Changes:
    """The number of one database. Where files cannot be locked so, it is always odd."""

    def __init__(self, path: Path, *, patience: float) -> None:
        self._path, self._patience = path, patience
        self._inode = -1
        #: The number, at [0]: no call, for every request looks at it.
        self.cells: memoryview | bytearray = bytearray(b"\x01")
        if fcntl is not None:
            with self._alone() as file:
                self._map(os.dup(file))

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Nobody else writes meanwhile; OSError when somebody does for too long."""
        if fcntl is None:
            yield
            return
        with self._alone() as file:
            if os.fstat(file).st_ino != self._inode:
                # Somebody has removed the file and somebody else made it anew.
                self._map(os.dup(file))
            self.cells[0] |= 1
            yield
            # Not after an error: it may have been committed all the same.
            self.cells[0] += 1

    @contextmanager
    def _alone(self) -> Iterator[int]:
        # An open file of its own: the lock is this thread's, and not the process's.
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            self._lock(file)
            yield file
        finally:
            # Closing is not enough: a copy of the open file, as a process forked off meanwhile has, keeps the lock.
            with suppress(OSError):
                fcntl.flock(file, fcntl.LOCK_UN)
            os.close(file)

    def _lock(self, file: int) -> None:
        until = time.monotonic() + self._patience
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    raise
                time.sleep(_PAUSE)
            else:
                return

    def _map(self, file: int) -> None:
        try:
            self._inode = os.fstat(file).st_ino
            if os.fstat(file).st_size < _SIZE:
                # Written, and not only made longer: on a full disk, the first use of a hole kills the process.
                os.pwrite(file, bytes(_SIZE), 0)
            self.cells = memoryview(mmap.mmap(file, _SIZE)).cast("Q")
        finally:
            os.close(file)
