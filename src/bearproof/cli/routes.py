"""`bearproof routes`: how is each route of this app protected?"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bearproof.cli import output, progress
from bearproof.cli.ending import heaviest, outcome
from bearproof.cli.options import given, memory, tree

if TYPE_CHECKING:
    from bearproof.findings import Result


@click.command()
@tree
@click.option(
    "--format", "format_", type=click.Choice(["text", "json", "html", "markdown"]), default="text", help="Of the table."
)
@click.option(
    "--spec",
    metavar="FILE",
    type=click.Path(path_type=Path, readable=False),
    help="The API's own OpenAPI document: also tell what it promises, and where it and the code disagree.",
)
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the table there. Default: standard output.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def routes(  # click passes each option by name
    path: Path,
    format_: str,
    spec: Path | None,
    file: Path | None,
    quiet: bool,  # noqa: FBT001  # the same
    **rest: object,
) -> int:
    """Show how each route under PATH is protected, the most worrying first."""
    from bearproof.scan import promises, static  # noqa: PLC0415  # loaded only when it is used

    if file is not None:
        output.check_writable(file)
    kept = memory(rest)
    chosen = static.resolve(path, static.typed(given(rest)), os.environ)
    # A document that cannot be read ends the command before the long work begins.
    document = promises.document(spec) if spec is not None else None
    with progress.shown(os.environ, quiet=quiet) as tell:
        result = static.scan(path, chosen, progress=tell, memory=kept)
    if document is not None:
        result = promises.compared(result, document)
    if file is not None:
        output.write(file, _rendered(result, format_, 120))
    elif format_ in {"json", "html"}:
        output.say_machine_readable(_rendered(result, format_, 0))
    else:
        output.say(_rendered(result, format_, output.width()))
    # The table describes; it judges nothing, so that findings never make this command fail.
    return heaviest(outcome(result, fail_on=None, allow_incomplete=chosen.allow_incomplete))


def _rendered(result: Result, format_: str, width: int) -> str:
    from bearproof.reports import routes as report  # noqa: PLC0415  # loaded only when it is used

    if format_ == "html":
        from bearproof.reports import routes_page  # noqa: PLC0415  # only a page needs the templates

        return routes_page.render(result)
    told = {"json": report.as_json, "markdown": report.as_markdown}
    return told[format_](result) if format_ in told else report.text(result, width)
