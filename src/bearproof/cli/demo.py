"""`bearproof demo`: what does all of it look like? Four verbs, on an API that is vulnerable on purpose."""

from __future__ import annotations

import os
import textwrap
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

import bearproof
from bearproof.cli import output, progress
from bearproof.cli.ending import Code
from bearproof.cli.options import debug
from bearproof.errors import BearproofError

if TYPE_CHECKING:
    from bearproof.scan.proving.demonstration import Plan, Shown

REPORT = "bearproof-report.html"
Progress = Callable[[str, int, int], None]
_EXAMPLES, _INDENT = 5, 8


@click.command()
@click.option(
    "-o",
    "--output",
    "file",
    metavar="FILE",
    type=click.Path(path_type=Path),
    default=REPORT,
    help=f"Where the report goes. Default: {REPORT}.",
)
@click.option("-q", "--quiet", is_flag=True, help="No progress.")
@debug
def demo(file: Path, quiet: bool) -> int:  # noqa: FBT001  # click passes options by name
    """Find, prove, fix and guard, on the API that comes with Bearproof. Everything stays on this machine.

    Ends with 0 when everything was shown, with 1 when something was not.
    """
    from bearproof.cli import rendering  # noqa: PLC0415  # the reports and the engine are loaded only when used
    from bearproof.scan import static  # noqa: PLC0415  # the same
    from bearproof.scan.proving import demonstration  # noqa: PLC0415  # the same

    demonstration.require()
    output.check_writable(file)
    plan = demonstration.Plan.read(Path(bearproof.__file__).parent / "lab" / "demo.json")
    output.say("An API that is vulnerable on purpose, started on this machine alone.\n\n")
    with progress.shown(os.environ, quiet=quiet) as given:
        tell = given or (lambda _phase, _done, _total: None)
        shown = demonstration.found(plan, tell)
        acts = [_find(shown), *(_acted(act, plan, shown, tell) for act in (_prove, _fix, _guard, _twin))]
    text_of = partial(static.text_of, shown.result.root)
    output.write(file, rendering.rendered("html", shown.result, static.docs(), text_of=text_of))
    output.say(f"report  {file}: every finding with its trace, its proof and what to do\n")
    return Code.CLEAN if all(acts) else Code.FINDINGS


def _find(shown: Shown) -> bool:
    coverage = shown.result.coverage
    _act("find", f"{len(shown.result.findings)} findings in the source of {coverage.files_seen} files")
    return bool(shown.result.findings)


def _acted(act: Callable[[Plan, Shown, Progress], bool], plan: Plan, shown: Shown, tell: Progress) -> bool:
    """Do one act; one that cannot be done is told, and stops neither the others nor the report."""
    try:
        return act(plan, shown, tell)
    except BearproofError as problem:
        output.complain(problem)
        return False


def _prove(plan: Plan, shown: Shown, tell: Progress) -> bool:
    from bearproof.findings import Proof  # noqa: PLC0415  # loaded with the engine
    from bearproof.scan.proving import demonstration  # noqa: PLC0415  # the same

    demonstration.proven(plan, shown, tell)
    levels = [finding.proof for finding in shown.result.findings]
    proven, reached = levels.count(Proof.PROVEN), levels.count(Proof.REACHED)
    _act("prove", f"{proven} proven and {reached} reached on the running app")
    for proof in demonstration.strongest(shown.proofs, _EXAMPLES):
        _line(f"{proof.finding.operation}: {proof.evidence.summary}")
    return bool(shown.proofs)


def _fix(plan: Plan, shown: Shown, _tell: Progress) -> bool:
    from bearproof.scan.proving import demonstration  # noqa: PLC0415  # loaded with the engine

    demonstration.fixed(plan, shown)
    done = shown.mending
    if done is None:
        return False
    failed = [each for each in done.fixes if each.problem and not each.later]
    _act(
        "fix", f"{len(done.verified)} fixes for {len(done.fixed)} findings hold on a copy that was started and attacked"
    )
    for each in done.verified[:_EXAMPLES]:
        _line(f"{each.findings[0].place.file.rpartition('/')[2]}: {each.fix.title}")
    for each in failed:
        _line(f"{each.findings[0].place}: {each.fix.title}: {each.problem}")
    return bool(done.verified) and not failed


def _guard(plan: Plan, shown: Shown, _tell: Progress) -> bool:
    from bearproof.scan.proving import demonstration  # noqa: PLC0415  # loaded with the engine

    demonstration.guarded(plan, shown)
    refused = sum(not each.still for each in shown.guarded)
    _act("guard", f"the same app behind the guard: {refused} of {len(shown.guarded)} of these requests are refused")
    return refused == len(shown.guarded)


def _twin(plan: Plan, shown: Shown, _tell: Progress) -> bool:
    from bearproof.scan.proving import demonstration  # noqa: PLC0415  # loaded with the engine

    demonstration.twin(plan, shown)
    still = sum(each.still for each in shown.twin)
    _act("twin", f"the same routes written safely: {shown.twin_findings} findings, and {still} of these requests work")
    return not still and not shown.twin_findings


def _act(verb: str, text: str) -> None:
    output.say(f"{verb:<8}{text}\n")


def _line(text: str) -> None:
    for line in textwrap.wrap(output.printable(text), output.width() - _INDENT):
        output.say(f"{'':<{_INDENT}}{line}\n")
