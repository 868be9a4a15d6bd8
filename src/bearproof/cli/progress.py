"""How far is the scan? Shown on a person's terminal, and nowhere else."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Report = Callable[[str, int, int], None]


@contextlib.contextmanager
def shown(environ: Mapping[str, str], *, quiet: bool, stream: TextIO | None = None) -> Iterator[Report | None]:
    """A function that takes phase, done and total; None where nobody watches: in a pipe, in CI, or when quiet."""
    stream = stream or sys.stderr
    # Standard error that was closed at the start is None.
    if quiet or environ.get("CI") or environ.get("TERM") == "dumb" or stream is None or not stream.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal pays for it
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn  # noqa: PLC0415 - the same

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=Console(file=stream), transient=True) as bar:
        yield _bars(bar)


def _bars(bar: Progress) -> Report:
    """One bar per phase, made when the phase first reports."""
    tasks: dict[str, TaskID] = {}

    def report(phase: str, done: int, total: int) -> None:
        if phase not in tasks:
            tasks[phase] = bar.add_task(phase, total=total)
        bar.update(tasks[phase], completed=done, total=total)

    return report
