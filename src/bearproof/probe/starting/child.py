"""How does an app's process live and end? In a session of its own, within limits, never longer than we do."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Mapping, Sequence
from pathlib import Path

from bearproof.probe.starting.trouble import InterpreterMissing

LOG_LIMIT = 1024 * 1024
_TAIL_LINES = 30
_GRACE = 2.0

#: Ends the app's process group when its standard input ends, which it does when we do, however we end; or when the
#: time is up. A byte on its input says that there is nothing left to end. It runs under our own interpreter.
_WATCHER = """\
import os, select, signal, sys, time
group, seconds = int(sys.argv[1]), float(sys.argv[2])
signal.signal(signal.SIGINT, signal.SIG_IGN)
ready = select.select([0], [], [], seconds)[0]
if ready and os.read(0, 1):
    sys.exit()
for number, pause in ((signal.SIGTERM, 1), (signal.SIGKILL, 0)):
    try:
        os.killpg(group, number)
    except OSError:
        break
    time.sleep(pause)
for path in sys.argv[3:]:
    import shutil
    shutil.rmtree(path, ignore_errors=True)
"""


class Process:
    """A started command, its log and its watcher."""

    def __init__(
        self, command: Sequence[str], *, folder: Path, environment: Mapping[str, str], keeps: Path, lifetime: float
    ) -> None:
        """Start the command in `folder`; `keeps` is the temporary folder for its log, removed even if we are killed."""
        try:
            self._popen = subprocess.Popen(  # noqa: S603  # starting the user's own app is what we are asked to do
                list(command),
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        except OSError as error:
            raise InterpreterMissing(
                f"{command[0]} cannot be run: {error.strerror}", advice="Name an existing one with --python or --run."
            ) from error
        self._watcher = _watch(self._popen.pid, lifetime, keeps)
        self.log = keeps / "app.log"
        self._tail: deque[bytes] = deque(maxlen=_TAIL_LINES)
        self._pump = threading.Thread(target=self._write_log, daemon=True)
        self._pump.start()

    @property
    def pid(self) -> int:
        """The process, which is also its group and its session."""
        return self._popen.pid

    @property
    def code(self) -> int | None:
        """The exit code, None while it runs."""
        return self._popen.poll()

    def limit_memory(self, mebibytes: int) -> None:
        """Limit the address space of the process and of what it starts from now on, where the system can do that."""
        if sys.platform != "linux":
            return
        import resource  # noqa: PLC0415  # not there on every system

        with contextlib.suppress(OSError, ValueError):
            resource.prlimit(self.pid, resource.RLIMIT_AS, (mebibytes * 1024 * 1024,) * 2)
            resource.prlimit(self.pid, resource.RLIMIT_CORE, (0, 0))

    def tail(self) -> str:
        """The last lines of the log."""
        if self.code is not None:
            # What the process wrote last may still be on its way to us.
            self._pump.join(0.5)
        return b"".join(self._tail).decode("utf-8", "replace")

    def stop(self) -> None:
        """End the process and all of its group, kindly first. May be called again."""
        _signal_group(self.pid, signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(_GRACE)
        _signal_group(self.pid, signal.SIGKILL)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._popen.wait(_GRACE)
        self._release_watcher()
        self._pump.join(_GRACE)

    def _release_watcher(self) -> None:
        if self._watcher.stdin is not None and not self._watcher.stdin.closed:
            with contextlib.suppress(OSError):
                self._watcher.stdin.write(b"x")
                self._watcher.stdin.flush()
            with contextlib.suppress(OSError):
                self._watcher.stdin.close()
        self._watcher.wait()

    def _write_log(self) -> None:
        output = self._popen.stdout
        if output is None:
            return
        left = LOG_LIMIT
        with output, self.log.open("wb") as file:
            for line in iter(lambda: output.readline(8192), b""):
                self._tail.append(line)
                file.write(line[:left])
                file.flush()
                left = max(0, left - len(line))


def end_strays(pids: Sequence[int], mark: str) -> list[int]:
    """End those of the processes that left their group but were started by us: their environment holds `mark`."""
    ended = []
    for pid in pids:
        if pid == os.getpid() or not _was_started_with(pid, mark):
            continue
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)
            ended.append(pid)
    return ended


def _was_started_with(pid: int, mark: str) -> bool:
    # A number of a process is given anew, and only the environment at its start says whose it is.
    try:
        # What has ended but was not waited for has no environment left.
        return mark.encode() in Path(f"/proc/{pid}/environ").read_bytes()
    except OSError:
        return False


def _watch(group: int, lifetime: float, keeps: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  # our own interpreter and program
        [sys.executable, "-I", "-S", "-c", _WATCHER, str(group), str(lifetime), str(keeps)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _signal_group(group: int, number: int) -> None:
    with contextlib.suppress(OSError):
        os.killpg(group, number)


def wait_until(deadline: float, pause: float = 0.02) -> bool:
    """Sleep a little; False when the deadline, on the monotonic clock, has passed."""
    if time.monotonic() >= deadline:
        return False
    time.sleep(pause)
    return True
