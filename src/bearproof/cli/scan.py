"""`bearproof scan`: what is wrong in this source tree?"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bearproof.cli import names, output, progress
from bearproof.cli.ending import heaviest, outcome
from bearproof.cli.options import given, tree
from bearproof.errors import UsageProblem

if TYPE_CHECKING:
    from bearproof.findings import CheckDoc, Result

_SEVERITIES = ("critical", "high", "medium", "low", "info", "none")
#: The format of a report file, by the end of its name.
_BY_SUFFIX = {".json": "json", ".sarif": "sarif"}


@click.command()
@tree
@click.option("--only", metavar="FAMILY_OR_CHECK", multiple=True, help="Run only these checks. Repeatable.")
@click.option("--fail-on", type=click.Choice(_SEVERITIES), help="End with 1 at this severity or above. Default: high.")
@click.option(
    "--format", "format_", type=click.Choice(["terminal", "json", "sarif"]), help="Format of standard output."
)
@click.option(
    "-o",
    "--output",
    "outputs",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Also write a report: .json or .sarif, by the name. Repeatable.",
)
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    help="Colour of the terminal report; auto obeys NO_COLOR and FORCE_COLOR.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress, and no word when nothing is wrong.")
@click.option("-v", "--verbose", is_flag=True, help="Whole traces, every place that was not looked at.")
def scan(path: Path, format_: str | None, outputs: tuple[Path, ...], quiet: bool, verbose: bool, **rest: object) -> int:  # noqa: FBT001  # click passes options by name
    """Find flaws in the source tree at PATH; nothing in it is imported or run."""
    from bearproof.scan import static  # noqa: PLC0415  # the engine is loaded only when it is used

    for file in outputs:
        if file.suffix not in _BY_SUFFIX:
            raise UsageProblem(f"{file}: no report format ends in {file.suffix!r}", advice="name it .json or .sarif")
        output.check_writable(file)
    chosen = static.resolve(path, static.typed({**given(rest), **given({"format": format_})}), os.environ)
    docs = static.docs()
    names.ensure_known(chosen.only, docs)
    with progress.shown(os.environ, quiet=quiet) as tell:
        result = static.scan(path, chosen, progress=tell)
    codes = [outcome(result, fail_on=chosen.fail_on, allow_incomplete=chosen.allow_incomplete)]
    codes += [output.kept(partial(_write, file, result, docs)) for file in outputs]
    if chosen.format == "terminal":
        codes.append(output.kept(partial(_tell, result, docs, chosen.color, quiet=quiet, verbose=verbose)))
    else:
        text = _rendered(chosen.format, result, docs)
        codes.append(output.kept(partial(output.say_machine_readable, text)))
    return heaviest(*codes)


def _write(file: Path, result: Result, docs: Mapping[str, CheckDoc]) -> None:
    output.write(file, _rendered(_BY_SUFFIX[file.suffix], result, docs))


def _rendered(format_: str, result: Result, docs: Mapping[str, CheckDoc]) -> str:
    if format_ == "json":
        from bearproof.reports import json_report  # noqa: PLC0415  # only the report that is wanted is loaded

        return json_report.render(result)
    from bearproof.reports import sarif  # noqa: PLC0415  # the same
    from bearproof.scan import static  # noqa: PLC0415  # the same

    return sarif.render(result, docs, text_of=partial(static.text_of, result.root))


def _tell(result: Result, docs: Mapping[str, CheckDoc], color: str, *, quiet: bool, verbose: bool) -> None:
    import io  # noqa: PLC0415  # only a terminal report needs it

    from bearproof.reports import terminal  # noqa: PLC0415  # only the report that is wanted is loaded

    # A code other than 0 must never come without a word: what was not looked at is told in quiet runs too.
    if quiet and not result.findings and not result.incomplete:
        return
    page = io.StringIO()
    terminal.write(result, docs, out=page, color=output.colored(color), width=output.width(), verbose=verbose)
    output.say(page.getvalue())
