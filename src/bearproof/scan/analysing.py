"""What do these files say? The model, the abstract run, every check, and what could not be looked at."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bearproof.findings import Coverage, Finding, NotLooked, Reason, Result, numbered
from bearproof.fix.editing.script import Scripts
from bearproof.inputs import reading
from bearproof.inputs.settings import Settings
from bearproof.model.app import App
from bearproof.model.project import Project
from bearproof.scan import registry
from bearproof.scan.routes_table import files as folders
from bearproof.scan.routes_table import rows, schemas
from bearproof.taint.added import added
from bearproof.taint.run import Analysis

if TYPE_CHECKING:
    from bearproof.checks._check import Check

Progress = Callable[[str, int, int], None]
#: The family of checks that ask who decides.
_DECISIONS = "authorization"


def analysed(
    root: Path, files: list[tuple[str, bytes]], skipped: list[NotLooked], chosen: Settings, tell: Progress
) -> Result:
    """What the files say; those that were skipped are part of it."""
    project = Project(files, reading.Limits(max_bytes=chosen.max_bytes))
    analysis = Analysis(project, tell, who_decides=any(check.family == _DECISIONS for check in _chosen(chosen)))
    interrupted = False
    try:
        with added(chosen.models):
            app = analysis.app()
    except KeyboardInterrupt:
        interrupted, app = True, analysis.so_far()
    scripts = Scripts(tuple(module.path for module in project), app.source, tuple(app.routes()))
    findings, broken = _checked(app, chosen, scripts)
    not_looked = [*skipped, *app.not_looked, *broken]
    if any(item.reason is Reason.INTERRUPTED for item in broken):
        interrupted = True
    elif interrupted:
        not_looked.append(NotLooked("", Reason.INTERRUPTED, "the run was interrupted"))
    coverage = Coverage(
        files_seen=len(files) + len(skipped),
        files_skipped=len(files) - project.parsed - sum(1 for module in project if module.failed is not None),
        files_parsed=project.parsed,
        lines_seen=sum(raw.count(b"\n") for _, raw in files),
        routes_found=sum(1 for _ in app.routes()),
        functions_run=analysis.machine.functions_run,
        seconds=time.process_time(),
    )
    told = tuple(sorted(set(not_looked)))
    return Result(
        str(root),
        tuple(numbered(findings)),
        coverage,
        told,
        tuple(rows(app)),
        interrupted,
        tuple(folders(app)),
        tuple(schemas(app)),
        documents=app.documents,
    )


def _checked(app: App, chosen: Settings, scripts: Scripts) -> tuple[list[Finding], list[NotLooked]]:
    """The findings of every chosen check, those so far when Ctrl-C comes.

    A check that fails loses its own findings only, and says so.
    """
    findings: list[Finding] = []
    broken: list[NotLooked] = []
    for check in _chosen(chosen):
        if check.find is None:
            continue
        try:
            findings.extend(_with_fixes(check.find(app), check.fix, scripts))
        except KeyboardInterrupt:
            broken.append(NotLooked(f"check {check.name}", Reason.INTERRUPTED, "the run was interrupted"))
            break
        except Exception as error:  # noqa: BLE001  # the border of a check: the others' findings must not be lost
            broken.append(NotLooked(f"check {check.name}", Reason.INTERNAL, f"{type(error).__name__}: {error}"))
    return findings, broken


def _chosen(chosen: Settings) -> list[Check]:
    """The checks that are asked for, by their name or by their family."""
    every = registry.load_all()
    return [check for check in every if not chosen.only or {check.name, check.family} & set(chosen.only)]


def _with_fixes(found: Iterator[Finding], mend: registry.Mend | None, scripts: Scripts) -> Iterator[Finding]:
    told = (replace(finding, in_tests=in_tests(finding.place.file)) for finding in found)
    return told if mend is None else registry.mended(mend, list(told), scripts)


def in_tests(path: str) -> bool:
    """Whether a file is test code by the conventions of pytest and unittest: nobody deploys it."""
    *folders, name = path.split("/")
    if name == "conftest.py" or name.startswith("test_") or name.endswith("_test.py"):
        return True
    return any(folder in {"tests", "test", "testing"} for folder in folders)
