"""How is an app started so that it can be watched? Its own interpreter, a copy of the sensor, and a deadline."""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shlex
import shutil
import socket
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

from bearproof.probe.starting.child import Process, end_strays, wait_until
from bearproof.probe.starting.failures import failure, last_line, shown_log
from bearproof.probe.starting.trouble import (
    AppDaemonised,
    AppEnded,
    AppReloads,
    AppSilent,
    NotLoopback,
    PortBusy,
    SensorAbsent,
)

#: The name under which the copy is imported, so that an app that has bearproof installed keeps its own.
PACKAGE = "bearproof_sensor"
#: How the modules of all canaries begin; `Child.canaries` goes on with what is new in each start.
CANARIES = "bearproof_canary_"
_ROOMS = ("sensor", "tripwire")
_POLITE = 1.0
_SETTLE = 0.05


@dataclass(frozen=True, slots=True)
class Start:
    """What to start: `app`, as Flask's `--app` has it, or a `command` that serves at `url`. Times are in seconds.

    `lines` are places to watch, each an absolute file with its first and last line: events `line` tell which of them
    a request with the header X-Bearproof-Request got to.
    """

    folder: Path
    app: str = ""
    command: tuple[str, ...] = ()
    url: str = ""
    python: str = sys.executable
    environment: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    patience: float = 30.0
    lifetime: float = 900.0
    memory_mib: int = 4096
    lines: tuple[tuple[str, int, int], ...] = ()

    @classmethod
    def run(cls, folder: Path, line: str, url: str) -> Start:
        """A start by a command line, split as a shell splits it."""
        return cls(folder, command=tuple(shlex.split(line)), url=url)


class Child:
    """A started app: where it answers, what its sensor told, what it logged."""

    def __init__(self, process: Process, events: Path, canaries: str) -> None:
        self.url = ""
        #: Method and rule of what the app serves, where its start told that (`--app`).
        self.routes: list[tuple[str, str]] = []
        self.process, self.canaries = process, canaries
        self._events, self._read = events, 0

    def new_events(self) -> list[dict[str, object]]:
        """What was told since the last call, in order; a line that is still being written is left for the next."""
        with contextlib.suppress(OSError), self._events.open("rb") as file:
            file.seek(self._read)
            text = file.read()
            whole = text[: text.rfind(b"\n") + 1]
            self._read += len(whole)
            return [event for event in map(_event, whole.splitlines()) if event is not None]
        return []

    def rewind(self) -> None:
        """Let `new_events` begin anew, with what was told while the app started."""
        self._read = 0

    def hellos(self) -> set[int]:
        """The processes that have said hello so far. Takes no event away from `new_events`."""
        try:
            lines = self._events.read_bytes().splitlines()
        except OSError:
            return set()
        return _pids([event for event in map(_event, lines) if event is not None])

    def end_strays(self) -> None:
        """End what has left the process group of the app, but said hello."""
        while end_strays(sorted(self.hellos()), str(self._events)):
            # One of them may have started another just before.
            time.sleep(_SETTLE)

    @property
    def log(self) -> Path:
        """What the app wrote to its output, up to a limit."""
        return self.process.log


@contextlib.contextmanager
def started(start: Start, package: Path) -> Iterator[Child]:
    """The app, running and watched; ended with all that it started when the block is left.

    `package` is the folder that holds `sensor` and `tripwire`. Raises one of `trouble` when the app cannot be started.
    """
    _check(start)
    folder = Path(tempfile.mkdtemp(prefix="bearproof-"))
    child: Child | None = None
    try:
        events = folder / "events.jsonl"
        events.touch(0o600)
        _copy(package, folder)
        canaries = f"{CANARIES}{secrets.token_hex(4)}_"
        process = Process(
            _command(start, folder),
            folder=start.folder,
            environment=_environment(start, folder),
            keeps=folder,
            lifetime=start.lifetime,
        )
        child = Child(process, events, canaries)
        process.limit_memory(start.memory_mib)
        _wait(start, child)
        yield child
    finally:
        if child is not None:
            child.process.stop()
            child.end_strays()
        shutil.rmtree(folder, ignore_errors=True)


def _check(start: Start) -> None:
    if not start.command:
        return
    where = urlsplit(start.url)
    host = where.hostname or ""
    if host != "localhost" and not _is_loopback(host):
        raise NotLoopback(
            f"{start.url or 'no address'} is not a loopback address", advice="Serve the app on 127.0.0.1."
        )
    if _answers(start.url):
        raise PortBusy(f"something answers at {start.url} already", advice="Stop it, or start the app on another port.")


def _routes(event: Mapping[str, object]) -> list[tuple[str, str]]:
    rules = event.get("rules")
    return [(str(rule[0]), str(rule[1])) for rule in rules if len(rule) > 1] if isinstance(rules, list) else []


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _copy(package: Path, folder: Path) -> None:
    target = folder / "import" / PACKAGE
    for room in _ROOMS:
        shutil.copytree(package / room, target / room, ignore=shutil.ignore_patterns("__pycache__"))
    (target / "__init__.py").write_text('"""The sensor, as a copy."""\n', encoding="utf-8")
    (folder / "site").mkdir()
    shutil.copy(package / "sensor" / "injected.py", folder / "site" / "sitecustomize.py")


def _command(start: Start, folder: Path) -> list[str]:
    if start.command:
        return list(start.command)
    program = (
        f"import sys; sys.path.insert(0, {str(folder / 'import')!r}); "
        f"from {PACKAGE}.sensor import bootstrap; del sys.path[0]; bootstrap.main(sys.argv.pop())"
    )
    return [start.python, "-c", program, json.dumps({"app": start.app, "folder": str(start.folder.resolve())})]


def _environment(start: Start, folder: Path) -> dict[str, str]:
    environment = dict(start.environment)
    environment["BEARPROOF_EVENTS"] = str(folder / "events.jsonl")
    # Any canary is answered, so that a request that was printed can be sent again to an app that is started anew.
    environment["BEARPROOF_CANARIES"] = CANARIES
    environment["BEARPROOF_LINES"] = json.dumps(start.lines)
    environment["PYTHONUNBUFFERED"] = "1"
    # Nothing of ours, and no cache of the app's, is to be left beside the source.
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    if start.command:
        environment["BEARPROOF_SENSOR"] = str(folder / "import")
        entries = [str(folder / "site"), environment.get("PYTHONPATH", "")]
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, entries))
    return environment


def _wait(start: Start, child: Child) -> None:
    """Wait until the app answers and its sensor has said hello; raise what keeps it from doing so."""
    deadline = time.monotonic() + start.patience
    pids: set[int] = set()
    since = 0.0
    while True:
        events = child.new_events()
        pids |= _pids(events)
        for event in events:
            if event.get("event") == "failed":
                raise failure(start.app, event, child.process.tail(), start.environment)
            if event.get("event") == "routes":
                child.routes += _routes(event)
            if event.get("event") == "ready":
                child.url = f"http://127.0.0.1:{event['detail']}"
        answers = _answers(child.url or start.url)
        if answers and pids and child.process.code is None:
            child.url = child.url or start.url
            return
        if child.process.code is not None:
            raise _ended(start, child, answers=answers or _any_alive(pids, child))
        since = since or (time.monotonic() if answers else 0.0)
        # An interpreter says hello before it reads the first line of the app.
        mute = answers and not pids and time.monotonic() > since + _POLITE
        if mute or not wait_until(deadline):
            raise _late(start, child, answers=answers)


def _ended(start: Start, child: Child, *, answers: bool) -> AppDaemonised | AppEnded | AppReloads:
    log = shown_log(child.process.tail(), start.environment)
    if answers:
        return AppDaemonised(
            "the command ended, and the app runs on in the background",
            advice="Start the server in the foreground: without --daemon, and without & at the end.",
            log=log,
        )
    return AppEnded(
        f"the app ended with code {child.process.code} before it answered{last_line(log)}",
        advice="Start it by hand with the same command and environment, and see what it says.",
        log=log,
    )


def _late(start: Start, child: Child, *, answers: bool) -> AppSilent | SensorAbsent:
    log = shown_log(child.process.tail(), start.environment)
    if answers:
        return SensorAbsent(
            f"the app answers at {start.url}, but no sensor in it said hello",
            advice="Python's -I, -E and -S keep the sensor out, and so does a server that is no Python.",
            log=log,
        )
    where = f" at {start.url}" if start.url else ""
    return AppSilent(
        f"the app did not answer{where} within {start.patience:g} s{last_line(log)}",
        advice="Does it wait for a database, serve at another address, or run itself at import?",
        log=log,
    )


def _answers(url: str) -> bool:
    if not url:
        return False
    where = urlsplit(url)
    try:
        with socket.create_connection((where.hostname or "", where.port or 80), timeout=0.5):
            return True
    except OSError:
        return False


def _any_alive(pids: set[int], child: Child) -> bool:
    others = pids - {child.process.pid}
    return any(Path(f"/proc/{pid}").exists() for pid in others)


def _pids(events: list[dict[str, object]]) -> set[int]:
    return {event["pid"] for event in events if event.get("event") == "hello" and isinstance(event["pid"], int)}


def _event(line: bytes) -> dict[str, object] | None:
    # The file is written by the app's own process: any line may be anything.
    try:
        event = json.loads(line)
    except ValueError:
        return None
    return event if isinstance(event, dict) and event.get("v") == 1 else None
