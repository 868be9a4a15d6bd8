"""`bearproof spec`: what would the API's OpenAPI document say?"""

from __future__ import annotations

import json
import os
from functools import partial
from pathlib import Path

import click

from bearproof.cli import output, progress
from bearproof.cli.ending import heaviest, outcome
from bearproof.cli.options import given, memory, tree


@click.command()
@tree
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="Write the document there. Default: standard output.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
def spec(path: Path, file: Path | None, quiet: bool, **rest: object) -> int:  # noqa: FBT001  # click passes options by name
    """Draft an OpenAPI 3.1 document from the routes under PATH, and from what their handlers read of a request."""
    from bearproof.scan import static  # noqa: PLC0415  # the engine is loaded only when it is used
    from bearproof.scan.drafting.document import draft  # noqa: PLC0415  # the same
    from bearproof.scan.drafting.written import Texts  # noqa: PLC0415  # the same

    if file is not None:
        output.check_writable(file)
    kept = memory(rest)
    chosen = static.resolve(path, static.typed(given(rest)), os.environ)
    with progress.shown(os.environ, quiet=quiet) as tell:
        result = static.scan(path, chosen, progress=tell, memory=kept)
    texts = Texts(partial(static.text_of, result.root))
    text = json.dumps(draft(result, texts), indent=2, ensure_ascii=True) + "\n"
    if file is None:
        output.say_machine_readable(text)
    else:
        output.write(file, text)
    return heaviest(outcome(result, fail_on=None, allow_incomplete=chosen.allow_incomplete))
