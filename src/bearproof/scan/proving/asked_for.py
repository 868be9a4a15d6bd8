"""What live run was asked for? The options of a command, as the start of an app and those who ask it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib.util import find_spec
from pathlib import Path

from bearproof.errors import UsageProblem
from bearproof.probe.starting.launch import Start
from bearproof.scan.proving import identities
from bearproof.scan.proving.live import Live

#: The options by their names here; none of them is ever read from a file inside the scanned tree.
OPTIONS = (
    "app",
    "run",
    "url",
    "python",
    "identities",
    "allow_unsafe_methods",
    "max_requests",
    "timeout",
    "patience",
)
_FLAGS = {"identities": "--as"}


def live(
    folder: Path, options: Mapping[str, object], environ: Mapping[str, str], read_input: Callable[[], str]
) -> tuple[Live | None, tuple[str, ...]]:
    """How to ask the app, None when the scan is to stay with the source; with warnings. Raises UsageProblem."""
    app, run, url = (str(options.get(name) or "") for name in ("app", "run", "url"))
    if not app and not run:
        _nothing_else(options)
        return None, ()
    _sensible(folder, app, run, url)
    if find_spec("httpx") is None:
        raise UsageProblem("asking a running app needs httpx", advice='install it: pip install "bearproof[probe]"')
    given = options.get("identities")
    parsed, warnings = identities.parse(given if isinstance(given, tuple) else (), environ, read_input)
    start = Start(
        folder,
        app=app,
        command=Start.run(folder, run, url).command if run else (),
        url=url,
        python=str(options.get("python") or sys.executable),
        environment=dict(environ),
        patience=_number(options, "patience", 30.0),
    )
    return Live(
        start,
        parsed,
        allow_unsafe_methods=bool(options.get("allow_unsafe_methods")),
        most_requests=int(_number(options, "max_requests", 2000)),
        timeout=_number(options, "timeout", 10.0),
    ), warnings


def _number(options: Mapping[str, object], name: str, otherwise: float) -> float:
    given = options.get(name)
    return float(given) if isinstance(given, (int, float)) else otherwise


def _nothing_else(options: Mapping[str, object]) -> None:
    """An option that only a live run reads must not be passed over in silence."""
    for name in OPTIONS:
        if options.get(name):
            shown = _FLAGS.get(name, f"--{name.replace('_', '-')}")
            raise UsageProblem(
                f"{shown} without an app to start", advice="name one: --app MODULE:NAME, or --run COMMAND"
            )


def _sensible(folder: Path, app: str, run: str, url: str) -> None:
    if app and run:
        raise UsageProblem("--app and --run together", advice="choose one of the two ways to start the app")
    if run and not url:
        raise UsageProblem("--run without --url", advice="say where the app answers: --url http://127.0.0.1:8000")
    if url and not run:
        raise UsageProblem("--url with --app", advice="leave --url out: an app of --app is given a free port")
    if not folder.is_dir():
        raise UsageProblem(f"{folder} is a file", advice="name the folder from which the app is started")
