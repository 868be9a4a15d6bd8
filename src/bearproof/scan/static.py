"""What does the source say? One whole scan: files, model, checks, and what was not looked at."""

from __future__ import annotations

import gc
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from bearproof.errors import UsageProblem
from bearproof.findings import CheckDoc, NotLooked, Result, Severity
from bearproof.inputs import reading, settings, tree
from bearproof.inputs.settings import Settings
from bearproof.scan import registry
from bearproof.scan.remembered import Memory
from bearproof.scan.room import with_room

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
        key = memory.key(files, skipped, chosen) if memory is not None else ""
        known = memory.recall(key, str(root)) if memory is not None else None
        if known is not None:
            return replace(known, coverage=replace(known.coverage, seconds=time.process_time(), remembered=True))
        from bearproof.scan.analysing import analysed  # noqa: PLC0415  # a kept result needs no engine

        result = with_room(lambda: analysed(root, files, skipped, chosen, tell))
        if memory is not None:
            memory.keep(key, result)
        return result
    finally:
        gc.freeze()
        gc.enable()


def text_of(root: str, path: str) -> str | None:
    """The text of a file below the root, for reports that quote it; None when it cannot be read, or lies elsewhere."""
    from bearproof.model.project import decode_leniently  # noqa: PLC0415  # a report in JSON quotes nothing

    if not (Path(root) / path).resolve().is_relative_to(Path(root).resolve()):
        return None
    raw = reading.read(Path(root) / path, path, reading.Limits())
    return None if isinstance(raw, NotLooked) else decode_leniently(raw)


def docs(memory: Memory | None = None) -> dict[str, CheckDoc]:
    """What every check says of itself, by name."""
    known = memory.docs() if memory is not None else None
    if known is None:
        known = {check.name: check.doc() for check in registry.load_all()}
        if memory is not None:
            memory.keep_docs(known)
    return known


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
