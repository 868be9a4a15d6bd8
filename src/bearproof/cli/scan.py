"""`bearproof scan`: what is wrong in this source tree?"""

from __future__ import annotations

import os
from pathlib import Path

import click

from bearproof.cli import live_options, names, progress
from bearproof.cli.ending import heaviest, outcome
from bearproof.cli.options import given, memory, tree

_SEVERITIES = ("critical", "high", "medium", "low", "info", "none")


@click.command()
@tree
@live_options.live
@click.option("--only", metavar="FAMILY_OR_CHECK", multiple=True, help="Run only these checks. Repeatable.")
@click.option("--fail-on", type=click.Choice(_SEVERITIES), help="End with 1 at this severity or above. Default: high.")
@click.option(
    "--format",
    "format_",
    type=click.Choice(["terminal", "json", "sarif", "html", "markdown", "junit"]),
    help="Format of standard output, or of a single --output.",
)
@click.option(
    "-o",
    "--output",
    "outputs",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Write a report, its format by the end of the name. Repeatable.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    help="Colour of the terminal report; auto obeys NO_COLOR and FORCE_COLOR.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress, and no word when nothing is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Whole traces, every place that was not looked at.")
def scan(path: Path, format_: str | None, outputs: tuple[Path, ...], quiet: bool, verbose: bool, **rest: object) -> int:  # noqa: FBT001  # click passes options by name
    """Find flaws in the source tree at PATH; nothing in it is imported or run by the scanner itself.

    With --app or --run the app is started in a child process, and every finding is tried on it with harmless canaries.
    """
    from bearproof.cli import rendering  # noqa: PLC0415  # the reports and the engine are loaded only when used
    from bearproof.scan import static  # noqa: PLC0415  # the same

    plan = rendering.planned(outputs, format_)
    how, kept = live_options.asked_for(path, rest), memory(rest)
    chosen = static.resolve(path, static.typed({**given(rest), **given({"format": plan.format})}), os.environ)
    docs = static.docs(kept)
    names.ensure_known(chosen.only, docs)
    with progress.shown(os.environ, quiet=quiet) as tell:
        result = live_options.proven(static.scan(path, chosen, progress=tell, memory=kept), how, tell)
    look = rendering.Look(chosen.color, quiet=quiet, verbose=verbose)
    code = outcome(result, fail_on=chosen.fail_on, allow_incomplete=chosen.allow_incomplete)
    return heaviest(code, rendering.tell(result, docs, plan, look, format_=chosen.format))
