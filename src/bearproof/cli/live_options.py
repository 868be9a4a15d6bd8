"""Which options make a scan a live one? How the app is started, who asks, and what may be asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from bearproof.cli import output

if TYPE_CHECKING:
    from bearproof.findings import Result
    from bearproof.scan.fixing.mending import Replay
    from bearproof.scan.proving.live import Live

_Command = TypeVar("_Command", bound=Callable[..., int])
_MOST_LOG = 12
_OPTIONS = (
    click.option("--app", metavar="MODULE:NAME", help="Start this app in a child process, and prove on it."),
    click.option("--run", metavar="COMMAND", help="Start the app by a command of your own; needs --url."),
    click.option("--url", metavar="URL", help="Where the app of --run answers; a loopback address."),
    click.option("--python", metavar="PATH", help="The interpreter of --app, 3.8 or newer. Default: this one."),
    click.option(
        "--as",
        "identities",
        metavar="NAME=SOURCE",
        multiple=True,
        help="Ask as somebody: env:VARIABLE, @FILE, - or login:FILE. Repeatable.",
    ),
    click.option("--allow-unsafe-methods", is_flag=True, help="Also ask with POST, PUT, PATCH and DELETE."),
    click.option("--max-requests", metavar="N", type=click.IntRange(1, 1_000_000), help="Default: 2000."),
    click.option("--timeout", metavar="SECONDS", type=click.FloatRange(0.1, 600), help="For one answer. Default: 10."),
    click.option("--patience", metavar="SECONDS", type=click.FloatRange(1, 3600), help="For the start. Default: 30."),
)
_NAMES = ("app", "run", "url", "python", "identities", "allow_unsafe_methods", "max_requests", "timeout", "patience")


def live(command: _Command) -> _Command:
    """Add the options of a live scan."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def asked_for(folder: Path, options: dict[str, object]) -> Live | None:
    """How to ask the app, taken out of all options; None when the scan is to stay with the source."""
    own = {name: options.pop(name, None) for name in _NAMES}
    if not any(own.values()):
        return None
    from bearproof.scan.proving import asked_for as reading  # noqa: PLC0415  # only a live scan pays for it

    how, warnings = reading.live(folder, own, os.environ, sys.stdin.read)
    for warning in warnings:
        output.warn(warning, advice="use env:VARIABLE or @FILE")
    return how


def proven(result: Result, how: Live | None, tell: Callable[[str, int, int], None] | None) -> Result:
    """The result with what the running app has shown. What kept us from asking is told at once."""
    if how is None:
        return result
    from bearproof.scan.proving import live as proving  # noqa: PLC0415  # only a live scan asks

    shown = proving.prove(result, how, tell)
    if shown.trouble is not None:
        output.complain(shown.trouble)
        output.quote("app", str(getattr(shown.trouble, "log", "")), _MOST_LOG)
    return shown.result


def attack(
    result: Result, how: Live | None, tell: Callable[[str, int, int], None] | None
) -> tuple[Result, Replay | None]:
    """The result with what the running app has shown, and the way to repeat that on a fixed copy.

    Raises what keeps the app from being started: a fix that was to be tried live is not tried otherwise instead.
    """
    if how is None:
        return result, None
    from bearproof.scan.fixing import fixed_app  # noqa: PLC0415  # only a live run asks
    from bearproof.scan.proving import live as proving  # noqa: PLC0415  # the same

    shown = proving.prove(result, how, tell)
    if shown.trouble is not None:
        raise shown.trouble
    return shown.result, fixed_app.replay(shown.result, shown.proofs, how)
