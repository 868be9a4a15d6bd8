"""`bearproof routes`: how is each route of this app protected?"""

from __future__ import annotations

import os
from pathlib import Path

import click

from bearproof.cli import output, progress
from bearproof.cli.ending import outcome
from bearproof.cli.options import given, memory, tree


@click.command()
@tree
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "markdown"]), default="text", help="Of the table."
)
def routes(path: Path, format_: str, **rest: object) -> int:
    """Show how each route under PATH is protected, the most worrying first."""
    from bearproof.reports import routes as report  # noqa: PLC0415  # loaded only when it is used
    from bearproof.scan import static  # noqa: PLC0415  # the same

    kept = memory(rest)
    chosen = static.resolve(path, static.typed(given(rest)), os.environ)
    with progress.shown(os.environ, quiet=False) as tell:
        result = static.scan(path, chosen, progress=tell, memory=kept)
    if format_ == "json":
        output.say_machine_readable(report.as_json(result))
    elif format_ == "markdown":
        output.say(report.as_markdown(result))
    else:
        output.say(report.text(result, output.width()))
    # The table describes; it judges nothing, so that findings never make this command fail.
    return outcome(result, fail_on=None, allow_incomplete=chosen.allow_incomplete)
