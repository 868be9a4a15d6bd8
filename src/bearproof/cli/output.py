"""Where does text go? To standard output, to a file all at once, or as one plain line to standard error."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import click

from bearproof.cli.ending import Code
from bearproof.errors import BearproofError, OutputProblem


def tolerate_any_text() -> None:
    """Make the standard streams escape what they cannot encode: a hostile file name must not end a run.

    A stream that was closed at the start is None; it becomes one that goes nowhere, so that a report file can neither
    take its number nor a missing stream change the exit code.
    """
    sys.stdout, sys.stderr = sys.stdout or _nowhere(), sys.stderr or _nowhere()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """Write text to standard output; a reader who has gone away is no error."""
    # Whether there is colour was decided when the text was made; left alone, click takes it away again in a pipe.
    _guarded(lambda: click.echo(text, nl=not text.endswith("\n"), color=True))


def say_machine_readable(text: str) -> None:
    """Write a JSON report to standard output in UTF-8, whatever the locale, because its readers expect that."""
    _guarded(lambda: click.echo(_encoded(text), nl=False))


def complain(problem: BearproofError | str, *, advice: str = "") -> None:
    """Say what went wrong, and then what to do, one line each on standard error."""
    advice = advice or getattr(problem, "advice", "")
    with contextlib.suppress(OSError):  # nobody is left to tell
        click.echo(f"error: {printable(str(problem))}", err=True)
        if advice:
            click.echo(f"advice: {printable(advice)}", err=True)


def warn(text: str, *, advice: str) -> None:
    """Say what is not wrong, but could be better."""
    with contextlib.suppress(OSError):  # nobody is left to tell
        click.echo(f"warning: {printable(text)}; {printable(advice)}", err=True)


def quote(whose: str, text: str, most: int) -> None:
    """Show the last lines that somebody else wrote, each marked as theirs."""
    with contextlib.suppress(OSError):  # nobody is left to tell
        for line in text.splitlines()[-most:]:
            click.echo(f"{whose}: {printable(line)}", err=True)


def printable(text: str) -> str:
    """The text on one line, with control, direction and stray surrogate characters shown as escapes."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode("ascii") for letter in text
    )


def check_writable(path: Path) -> None:
    """Raise `OutputProblem` for a file that can never be written, before the long work begins."""
    if path.is_dir():
        raise OutputProblem(f"{path} is a folder, not a file", advice="name a file in it: --output FOLDER/report.sarif")
    if not path.parent.is_dir():
        raise OutputProblem(
            f"the folder {path.parent} does not exist", advice=f"create it first: mkdir -p {path.parent}"
        )


def write(path: Path, text: str) -> None:
    """Write a report so that a reader sees the old file or the whole new one, never a part."""
    check_writable(path)
    try:
        _replace(path, _encoded(text))
    except OSError as error:
        raise OutputProblem(
            f"{path} could not be written: {error.strerror or error}", advice="name a file that you may write"
        ) from error


def colored(choice: str) -> bool:
    """Whether standard output gets colour: as chosen, else as NO_COLOR, FORCE_COLOR and the terminal say."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")


def width() -> int:
    """How many characters a line may have: the terminal's width, but never so wide that prose is hard to read."""
    return max(60, min(shutil.get_terminal_size((100, 24)).columns, 120))


def kept(tell: Callable[[], None]) -> Code:
    """Write one report; one that cannot be written is told, and stops neither the others nor the run's own ending."""
    try:
        tell()
    except OutputProblem as problem:
        complain(problem)
        return Code.USAGE
    return Code.CLEAN


def settle() -> None:
    """Flush standard output now, so that the interpreter has nothing left to fail on."""
    _guarded(sys.stdout.flush)


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _replace(path: Path, content: bytes) -> None:
    if _is_device(path):
        path.write_bytes(content)
        return
    # Beside the target, because a rename is atomic within one file system only. The rename also replaces a
    # symbolic link itself: a link that the scanned tree brought along cannot send the report elsewhere.
    draft = path.with_name(f".{path.name}.{os.urandom(6).hex()}.part")
    try:
        with draft.open("xb") as file:
            file.write(content)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _is_device(path: Path) -> bool:
    """A pipe, a terminal or the like, which is written through and never replaced."""
    return (path.exists() and not path.is_file()) or path.absolute().parts[1:2] in {("dev",), ("proc",)}


def _encoded(text: str) -> bytes:
    whole = text if text.endswith("\n") else f"{text}\n"
    return whole.encode("utf-8", "backslashreplace")


def _guarded(write: Callable[[], None]) -> None:
    try:
        write()
        sys.stdout.flush()
    except BrokenPipeError:
        _silence()
    except OSError as error:
        _silence()
        raise OutputProblem(
            f"standard output could not be written: {error.strerror or error}", advice="free the disk, or use --output"
        ) from error


def _silence() -> None:
    """Point standard output at nothing, so that what is still buffered fails no second time."""
    nothing = os.open(os.devnull, os.O_WRONLY)
    with contextlib.suppress(OSError):  # a replaced stream has no number
        os.dup2(nothing, sys.stdout.fileno())
    os.close(nothing)
