"""What does `bearproof` do with its arguments? It runs one command and turns every ending into an exit code."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from bearproof import __version__
from bearproof.cli import output
from bearproof.cli.demo import demo
from bearproof.cli.ending import Code, heaviest
from bearproof.cli.explain import explain
from bearproof.cli.fix import fix
from bearproof.cli.observe import observe
from bearproof.cli.options import Session
from bearproof.cli.routes import routes
from bearproof.cli.scan import scan
from bearproof.cli.spec import spec
from bearproof.errors import BearproofError

_EPILOG = """
Exit codes: 0 nothing at or above --fail-on; 1 findings; 2 usage or configuration; 3 incomplete
(unless --allow-incomplete); 4 internal error; 130 interrupted. 4 and 130 beat 2, 2 beats 3, 3 beats 1.

Options are also read from BEARPROOF_... variables and from [tool.bearproof] in pyproject.toml.

Shell completion: eval "$(_BEARPROOF_COMPLETE=bash_source bearproof)", or zsh_source, or fish_source.
"""


@click.group(
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog=_EPILOG,
)
@click.version_option(__version__, message="bearproof %(version)s")
@click.pass_context
def program(context: click.Context) -> int:
    """Find insecure deserialization and broken Bearer authorization in Flask APIs."""
    if context.invoked_subcommand is None:
        # A pipeline that lost its arguments must not look like a clean scan, so this is no success.
        click.echo(context.get_help(), err=True)
        return Code.USAGE
    return Code.CLEAN


for _command in (scan, fix, routes, explain, observe, demo, spec):
    program.add_command(_command)


def main(args: Sequence[str] | None = None) -> int:
    """Run one command line and answer with its exit code; problems are told on standard error, one line each."""
    output.tolerate_any_text()
    session = Session()
    code = _ended(args, session)
    return int(heaviest(code, output.kept(output.settle)))


def console() -> None:
    """The console script: run, and leave at once.

    Taking down what a large scan has built costs a tenth of the scan, and nothing that is left needs to be closed.
    """
    # The process lives for one scan: what would be collected is less than what collecting costs.
    gc.disable()
    code = main()
    for stream in filter(None, (sys.stdout, sys.stderr)):  # a stream that was closed at the start is None
        with contextlib.suppress(OSError, ValueError):  # a reader who has gone away, or a stream that is closed
            stream.flush()
    os._exit(code)


def _ended(args: Sequence[str] | None, session: Session) -> int:
    try:
        code = program.main(args, standalone_mode=False, obj=session)
    except BearproofError as problem:
        output.complain(problem)
        return problem.exit_code
    except click.ClickException as problem:
        output.complain(problem.format_message(), advice=_try_help(problem))
        return Code.USAGE
    except (click.Abort, KeyboardInterrupt):
        output.complain("interrupted before there was a result")
        return Code.INTERRUPTED
    except Exception as problem:  # noqa: BLE001 - the border of the process: a defect of ours must not look like findings
        _tell_defect(problem, session)
        return Code.INTERNAL
    return code if isinstance(code, int) else Code.CLEAN


def _try_help(problem: click.ClickException) -> str:
    context = getattr(problem, "ctx", None)
    return f"{context.command_path} --help names every option" if context else ""


def _tell_defect(problem: Exception, session: Session) -> None:
    import traceback  # noqa: PLC0415 - needed only when something is broken; --help must stay fast

    if session.debug:
        # The message may quote the scanned tree, so that even here nothing of it reaches the terminal as it is.
        for line in "".join(traceback.format_exception(problem)).splitlines():
            click.echo(output.printable(line), err=True)
    frames = traceback.extract_tb(problem.__traceback__)
    where = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
    python = ".".join(map(str, sys.version_info[:3]))
    output.complain(
        f"internal error: {type(problem).__name__} at {where}: {problem}",
        advice=f"this is a defect of bearproof: report the line above with bearproof {__version__}, Python {python}"
        + (" and the traceback" if session.debug else " and what --debug adds to it"),
    )
