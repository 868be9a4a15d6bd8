"""Which tokens were taken back, as this one process knows? For tests, and for apps that are one process."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Mapping, Sequence

from bearproof.guard import forks, records

from .store import Grant

#: So many writes lie between two looks for what may be forgotten.
_TIDY = 256
_WORKERS = re.compile(r"(?:^|\s)(?:-w|--workers|--processes|-p)[=\s]*(\d+)")
_SERVERS = ("gunicorn", "hypercorn", "uvicorn", "granian", "uwsgi")


class MemoryStore:
    """Keeps everything in this process: another worker does not see it, and a restart forgets it."""

    def __init__(self, *, environment: Mapping[str, str] | None = None, arguments: Sequence[str] | None = None) -> None:
        self._taken: dict[str, tuple[float, float]] = {}
        self._grants: dict[str, tuple[Grant, bool]] = {}
        self._writes = 0
        self._lock = threading.Lock()
        self._alone = True
        if several_workers(
            os.environ if environment is None else environment, sys.argv if arguments is None else arguments
        ):
            self._tell()
        forks.renew(self)

    def forked(self) -> None:
        """What is written here from now on, the parent and its other children do not see."""
        self._lock = threading.Lock()
        self._alone = False

    def revoked(self, names: tuple[str, str, str], issued: float) -> bool:
        """See Store."""
        taken = self._taken
        return bool(taken) and any(issued < taken[name][0] for name in names if name in taken)

    def revoke(self, name: str, *, before: float, until: float, now: float) -> None:
        """See Store."""
        with self._writing(now):
            latest, longest = self._taken.get(name, (before, until))
            self._taken[name] = (max(before, latest), max(until, longest))

    def keep(self, digest: str, grant: Grant, *, now: float) -> None:
        """See Store."""
        with self._writing(now):
            self._grants[digest] = (grant, True)

    def spend(self, digest: str) -> tuple[Grant, bool] | None:
        """See Store."""
        with self._lock:
            found = self._grants.get(digest)
            if found is not None:
                self._grants[digest] = (found[0], False)
            return found

    def _writing(self, now: float) -> threading.Lock:
        if not self._alone:
            self._alone = True
            self._tell()
        self._writes += 1
        if self._writes % _TIDY == 0:
            with self._lock:
                # Made anew, because readers walk along without a lock.
                self._taken = {name: each for name, each in self._taken.items() if each[1] > now}
                self._grants = {name: each for name, each in self._grants.items() if each[0].ends > now}
        return self._lock

    def _tell(self) -> None:
        records.note("memory-store", why="several workers: what one of them takes back, the others still accept")


def several_workers(environment: Mapping[str, str], arguments: Sequence[str]) -> bool:
    """Whether the process looks like one of several that serve the app. If it does not, it may be one all the same."""
    if _number(environment.get("WEB_CONCURRENCY", "")) > 1:
        return True
    lines = [environment.get("GUNICORN_CMD_ARGS", "")]
    if arguments and any(server in os.path.basename(arguments[0]) for server in _SERVERS):  # noqa: PTH119  # a word, no path
        lines.append(" ".join(arguments[1:]))
    if any(_number(found) > 1 for line in lines for found in _WORKERS.findall(line)):
        return True
    # uWSGI makes this module, and only in its own processes.
    return _number(str(getattr(sys.modules.get("uwsgi"), "numproc", ""))) > 1


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 0  # noqa: PLR2004  # no such numbers
