"""`bearproof fix`: which findings can be mended, and how?"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bearproof.cli import live_options, names, output, progress
from bearproof.cli.ending import Code, heaviest, outcome
from bearproof.cli.options import given, memory, tree

if TYPE_CHECKING:
    from bearproof.findings import Result
    from bearproof.scan.fixing.mending import Mended, Mending


@click.command()
@tree
@live_options.live
@click.option("--only", metavar="FAMILY_OR_CHECK", multiple=True, help="Mend only these. Repeatable.")
@click.option("--diff/--write", "only_shown", default=True, help="Print a diff (the default), or change the files.")
@click.option("--unsafe", is_flag=True, help="Also fixes that change what callers send, or what must be set.")
@click.option("--allow-dirty", is_flag=True, help="Also change files that have changes Git does not hold.")
@click.option("--color", type=click.Choice(["auto", "always", "never"]), help="Colour of the diff.")
@click.option("-q", "--quiet", is_flag=True, help="No progress, and no word but the diff and problems.")
def fix(path: Path, only_shown: bool, unsafe: bool, allow_dirty: bool, quiet: bool, **rest: object) -> int:  # noqa: FBT001  # click passes options by name
    """Mend what was found under PATH; every fix is tried on a copy first, which is scanned again.

    With --app or --run the findings are proven first, and the copy is started and attacked in the same way: a fix holds
    when the very same requests are refused there, and good ones are answered as before.

    Ends with 1 when something is left to mend, and with 0 when nothing is.
    """
    from bearproof.scan import static  # noqa: PLC0415  # the engine is loaded only when it is used
    from bearproof.scan.fixing import mending  # noqa: PLC0415  # the engine is loaded only when it is used

    how, kept = live_options.asked_for(path, rest), memory(rest)
    chosen = static.resolve(path, static.typed(given(rest)), os.environ)
    docs = static.docs(kept)
    names.ensure_known(chosen.only, docs)
    checks = {doc.name for doc in docs.values() if not chosen.only or {doc.name, doc.family} & set(chosen.only)}
    # A fix must bring nothing new in any check, so that all of them look, whichever are to be mended.
    chosen = replace(chosen, only=())
    with progress.shown(os.environ, quiet=quiet) as tell:
        result = static.scan(path, chosen, progress=tell, memory=kept)
        if result.interrupted:
            raise KeyboardInterrupt
        result, again = live_options.attack(result, how, tell)
        offered = mending.offered(result.findings, checks)
        wanted = [each for each in offered if unsafe or each.fix.safe]
        done = mending.verified(path, result, chosen, wanted, replay=again)
    held_back = [each for each in offered if each not in wanted]
    if only_shown:
        _show(done, str(chosen.color))
    else:
        from bearproof.scan.fixing import writing  # noqa: PLC0415  # the same

        writing.write(done.root, done.files, allow_dirty=allow_dirty)
    if not quiet:
        _tell([*_said(done, held_back, written=not only_shown), *_left(result, checks)])
    left = len(done.fixes) + len(held_back) - (0 if only_shown else len(done.verified))
    return heaviest(_ending(result, allow_incomplete=chosen.allow_incomplete), Code.FINDINGS if left else Code.CLEAN)


def _ending(result: Result, *, allow_incomplete: bool) -> Code:
    return outcome(result, fail_on=None, allow_incomplete=allow_incomplete)


def _show(done: Mending, color: str) -> None:
    from bearproof.reports import fixes  # noqa: PLC0415  # loaded only when it is used
    from bearproof.scan.fixing import mending  # noqa: PLC0415  # the same

    lines = [line for change in done.files for line in mending.diff(change)]
    if lines:
        # What is piped into `git apply` must be the text itself; what a terminal shows must not move its cursor.
        output.say(fixes.diff(lines, color=output.colored(color), exact=not sys.stdout.isatty()))


def _said(done: Mending, held_back: list[Mended], *, written: bool) -> Iterator[str]:
    from bearproof.reports import fixes  # noqa: PLC0415  # loaded only when it is used

    for each in done.fixes:
        good = "written" if written else "verified, --write applies it"
        yield fixes.line(each.fix, each.findings, each.problem or good)
        if not each.problem:
            yield from fixes.note(each.fix)
    for each in held_back:
        yield fixes.line(each.fix, each.findings, "not without --unsafe, because callers or settings must change")
        yield from fixes.note(each.fix)
    if not done.fixes and not held_back:
        yield "Nothing to mend: no open finding has a fix."


def _left(result: Result, checks: set[str]) -> Iterator[str]:
    """How many findings nothing is offered for: without that, a reader would take silence for a clean tree."""
    left = [
        finding
        for finding in result.findings
        if finding.check in checks and finding.status == "open" and not (finding.fixes or finding.in_tests)
    ]
    if left:
        from bearproof.reports.plain import counted  # noqa: PLC0415  # loaded only when it is used

        yield f"{counted(len(left), 'more open finding')} without a fix: bearproof scan tells them."


def _tell(lines: list[str]) -> None:
    # Not to standard output, which holds nothing but the diff.
    for line in lines:
        click.echo(line, err=True)
