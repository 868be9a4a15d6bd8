"""What does the source say? One whole scan: files, model, checks, and what was not looked at."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from bearproof.errors import UsageProblem
from bearproof.findings import CheckDoc, Coverage, Finding, NotLooked, Reason, Result, Severity, numbered
from bearproof.fix.editing.script import Scripts
from bearproof.inputs import reading, settings, tree
from bearproof.inputs.settings import Settings
from bearproof.model.app import App
from bearproof.model.project import Project, decode_leniently
from bearproof.scan import registry
from bearproof.scan.remembered import Memory
from bearproof.scan.routes_table import rows
from bearproof.taint.run import Analysis

#: The given threshold that no finding reaches; None would mean that none was given.
NEVER = object()
Progress = Callable[[str, int, int], None]


def resolve(target: Path, given: Mapping[str, object], environ: Mapping[str, str]) -> Settings:
    """The settings of a run: the command line, then the environment, then the project's file, then defaults."""
    tree.require(target)
    read = settings.merge(settings.load(tree.project_root(target)), settings.from_environment(environ), given)
    return replace(read, fail_on=None) if given.get("fail_on") is NEVER else read


def typed(given: Mapping[str, object]) -> dict[str, object]:
    """Options as a command line gives them, as the kinds of value that settings hold.

    Raises UsageProblem for a size that is none.
    """
    out = dict(given)
    word = out.pop("fail_on", None)
    if word is not None:
        out["fail_on"] = NEVER if word == "none" else Severity[str(word).upper()]
    size = out.get("max_bytes")
    if isinstance(size, str):
        match = re.fullmatch(r"(\d{1,12})\s*([kKmM]?)[iI]?[bB]?", size)
        if match is None or not int(match[1]):
            raise UsageProblem(f"--max-size {size}: not a size", advice="give bytes, or a number with k or M: 500k, 2M")
        out["max_bytes"] = int(match[1]) * {"": 1, "k": 1024, "m": 1024 * 1024}[match[2].lower()]
    return out


def scan(target: Path, chosen: Settings, *, progress: Progress | None = None, memory: Memory | None = None) -> Result:
    """Find in the source. Ctrl-C ends the work early: what was found so far is told, as interrupted.

    With a memory the result of an earlier run over the very same files is taken. Raises TargetProblem when there is
    nothing to scan.
    """
    tell = progress or (lambda _phase, _done, _total: None)
    tree.require(target)
    root = tree.project_root(target)
    limits = reading.Limits(max_bytes=chosen.max_bytes)
    # Nothing here makes cycles worth collecting while it runs, and the collector costs a third of the time.
    gc.disable()
    try:
        files, skipped = _read(target, root, chosen, limits)
        if not files and not skipped:
            raise tree.no_python(target)
        if memory is None:
            return _analysed(root, files, skipped, chosen, tell)
        key = memory.key(files, skipped, chosen)
        known = memory.recall(key, str(root))
        if known is not None:
            return replace(known, coverage=replace(known.coverage, seconds=time.process_time(), remembered=True))
        result = _analysed(root, files, skipped, chosen, tell)
        memory.keep(key, result)
        return result
    finally:
        gc.freeze()
        gc.enable()


def text_of(root: str, path: str) -> str | None:
    """The text of a scanned file, for reports that quote it; None when it can no longer be read."""
    raw = reading.read(Path(root) / path, path, reading.Limits())
    return None if isinstance(raw, NotLooked) else decode_leniently(raw)


def docs() -> dict[str, CheckDoc]:
    """What every check says of itself, by name."""
    return {check.name: check.doc() for check in registry.load_all()}


def doc(name: str) -> CheckDoc:
    """What one check says of itself; KeyError when there is none of that name."""
    return registry.load(name).doc()


def _read(
    target: Path, root: Path, chosen: Settings, limits: reading.Limits
) -> tuple[list[tuple[str, bytes]], list[NotLooked]]:
    files: list[tuple[str, bytes]] = []
    skipped: list[NotLooked] = []
    for found in tree.walk(target, root, exclude=chosen.exclude, respect_gitignore=chosen.respect_gitignore):
        if isinstance(found, NotLooked):
            skipped.append(found)
            continue
        relative = found.relative_to(root).as_posix()
        raw = reading.read(found, relative, limits)
        if isinstance(raw, NotLooked):
            skipped.append(raw)
        else:
            files.append((relative, raw))
    return files, skipped


def _analysed(
    root: Path, files: list[tuple[str, bytes]], skipped: list[NotLooked], chosen: Settings, tell: Progress
) -> Result:
    project = Project(files, reading.Limits(max_bytes=chosen.max_bytes))
    analysis = Analysis(project, tell)
    interrupted = False
    try:
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
    return Result(
        str(root), tuple(numbered(findings)), coverage, tuple(sorted(set(not_looked))), tuple(rows(app)), interrupted
    )


def _checked(app: App, chosen: Settings, scripts: Scripts) -> tuple[list[Finding], list[NotLooked]]:
    """The findings of every chosen check, those so far when Ctrl-C comes.

    A check that fails loses its own findings only, and says so.
    """
    findings: list[Finding] = []
    broken: list[NotLooked] = []
    for check in registry.load_all():
        if chosen.only and check.name not in chosen.only and check.family not in chosen.only:
            continue
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


def _with_fixes(found: Iterator[Finding], mend: registry.Mend | None, scripts: Scripts) -> Iterator[Finding]:
    told = (replace(finding, in_tests=in_tests(finding.place.file)) for finding in found)
    return told if mend is None else registry.mended(mend, list(told), scripts)


def in_tests(path: str) -> bool:
    """Whether a file is test code by the conventions of pytest and unittest: nobody deploys it."""
    *folders, name = path.split("/")
    if name == "conftest.py" or name.startswith("test_") or name.endswith("_test.py"):
        return True
    return any(folder in {"tests", "test", "testing"} for folder in folders)
