"""Which fixes hold? Each is applied to a copy of the tree, which is scanned again; nothing is written elsewhere."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bearproof.findings import Edit, Finding, Fix, NotLooked, Reason, Result, Status
from bearproof.fix.editing import applying, names
from bearproof.fix.editing.script import parsed
from bearproof.inputs import reading, tree
from bearproof.inputs.settings import Settings
from bearproof.model.project import decode_leniently
from bearproof.scan import static

#: Replays findings on a fixed copy: its folder and the findings in, one answer for each out, empty where nothing is
#: left of the attack, else what was seen.
Replay = Callable[[Path, Sequence[Finding]], Sequence[str]]
_Key = tuple[str, str | None, str]


@dataclass(frozen=True, slots=True)
class Mended:
    """One fix and the findings that it mends. `problem` says why it is not verified; empty, it is.

    `later` says that nothing is wrong with it, but that another fix of this run changes the same lines.
    """

    fix: Fix
    findings: tuple[Finding, ...]
    problem: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file as it was read and as the verified fixes make it; `path` is relative to the root."""

    path: str
    before: bytes
    after: bytes


@dataclass(frozen=True, slots=True)
class Mending:
    """What became of all fixes, and the files that the verified ones change."""

    root: Path
    fixes: tuple[Mended, ...] = ()
    files: tuple[FileChange, ...] = ()

    @property
    def verified(self) -> tuple[Mended, ...]:
        """The fixes that hold."""
        return tuple(each for each in self.fixes if not each.problem)

    @property
    def fixed(self) -> tuple[Finding, ...]:
        """The findings that are gone once the files are written."""
        return tuple(replace(each, status=Status.FIXED) for one in self.verified for each in one.findings)


def diff(change: FileChange) -> Iterator[str]:
    """The lines of a unified diff of one file."""
    texts = (raw.decode("utf-8", "replace") for raw in (change.before, change.after))
    return applying.diff(change.path, *texts)


def offered(findings: Iterable[Finding], checks: Collection[str] | None = None) -> tuple[Mended, ...]:
    """The fixes of open findings outside of test code, each once, in order of place, with all that they mend.

    With `checks` only the fixes of those.
    """
    grouped: dict[Fix, list[Finding]] = {}
    for finding in sorted(findings, key=lambda each: (each.place, each.check, each.operation or "")):
        wanted = checks is None or finding.check in checks
        if wanted and finding.fixes and finding.status is Status.OPEN and not finding.in_tests:
            grouped.setdefault(finding.fixes[0], []).append(finding)
    return tuple(Mended(fix, tuple(same)) for fix, same in grouped.items())


def verified(
    target: Path, result: Result, chosen: Settings, wanted: Sequence[Mended], *, replay: Replay | None = None
) -> Mending:
    """The wanted fixes, tried on a copy: what each mends is gone, nothing new is found, and the files still parse.

    All are tried together first; where that fails, one after the other on top of those that hold. With `replay` the
    attacks are also repeated on the copy.
    """
    root = Path(result.root)
    compatible = list(_compatible(root, wanted))
    candidates = [each for each in compatible if not each.problem]
    with tempfile.TemporaryDirectory(prefix="bearproof-") as folder:
        trial = _Trial(_copied(target, root, Path(folder).resolve(), chosen), target, root, result, chosen)
        holding = candidates
        problems: dict[Fix, str] = {}
        if candidates and trial.fails(candidates):
            holding, problems = [], {}
            for each in candidates:
                problem = trial.fails([*holding, each])
                if problem:
                    problems[each.fix] = problem
                else:
                    holding.append(each)
        if replay is not None and holding:
            problems |= trial.replayed(holding, replay)
            holding = [each for each in holding if each.fix not in problems]
            if holding and trial.fails(holding):
                problems |= {each.fix: "it holds only together with another fix" for each in holding}
                holding = []
        files = tuple(_changes(root, holding))
    told = tuple(replace(each, problem=each.problem or problems.get(each.fix, "")) for each in compatible)
    return Mending(root, told, files)


@dataclass(slots=True)
class _Trial:
    """A copy of the tree, in which fixes are tried again and again."""

    copy: Path
    target: Path
    root: Path
    result: Result
    chosen: Settings
    _touched: set[str] = field(default_factory=set)

    def fails(self, fixes: Sequence[Mended]) -> str:
        """Why the fixes do not hold together; empty when they do."""
        problem = self._written(fixes)
        if problem:
            return problem
        relative = self.target.resolve().relative_to(self.root)
        try:
            after = static.scan(self.copy / relative, self.chosen)
        except (OSError, RuntimeError) as error:
            return f"the fixed copy could not be scanned: {type(error).__name__}"
        if after.interrupted:
            # Half a scan finds half of what is there, which must not look like a fix.
            raise KeyboardInterrupt
        return _compared(self.result, after, fixes)

    def replayed(self, fixes: Sequence[Mended], replay: Replay) -> dict[Fix, str]:
        """The fixes under which something was seen of the attack, and what."""
        findings = [(each.fix, finding) for each in fixes for finding in each.findings]
        answers = replay(self.copy, [finding for _, finding in findings])
        return {fix: answer for (fix, _), answer in zip(findings, answers, strict=True) if answer}

    def _written(self, fixes: Sequence[Mended]) -> str:
        """Write the files as the fixes make them, all others as they were; why that cannot be, else nothing."""
        for path in self._touched:
            (self.copy / path).write_bytes((self.root / path).read_bytes())
        self._touched.clear()
        changes = applying.files(each.fix for each in fixes)
        for path, edits in changes.items():
            place = self.copy / path
            new = applying.finished(path, place.read_bytes(), edits) if place.is_file() else None
            if new is None:
                return f"{path} cannot be edited: it is a link, not in UTF-8, or not what was scanned"
            if parsed(path, decode_leniently(new)) is None:
                return f"{path} would not parse any more"
            self._touched.add(path)
            place.write_bytes(new)
        return ""


def _compared(before: Result, after: Result, fixes: Sequence[Mended]) -> str:
    """Whether exactly what the fixes mend is gone; else what is wrong."""
    had, has = _counted(before.findings), _counted(after.findings)
    for each in fixes:
        had.subtract(_key(finding) for finding in each.findings)
    for key, count in sorted(has.items(), key=str):
        check, operation, file = key
        if count > had[key]:
            mended = any(_key(finding) == key for each in fixes for finding in each.findings)
            what = "is still found" if mended else "is found that was not there before"
            return f"{check} {what} in {file}{f' ({operation})' if operation else ''} after the fix"
    edited = {edit.place.file for each in fixes for edit in each.fix.edits}
    for lost in sorted(set(after.not_looked) - set(before.not_looked)):
        # What a broken check would have found is not gone, and no more is what a file holds that cannot be read.
        if lost.reason is Reason.INTERNAL or lost.place.partition(":")[0] in edited:
            return f"{lost.place} could not be looked at after the fix: {lost.reason.value}"
    return ""


def _counted(findings: Iterable[Finding]) -> Counter[_Key]:
    return Counter(_key(finding) for finding in findings if finding.status is Status.OPEN)


def _key(finding: Finding) -> _Key:
    return finding.check, finding.operation, finding.place.file


def _copied(target: Path, root: Path, folder: Path, chosen: Settings) -> Path:
    """A folder with the Python files that a scan of the target reads, at the same places below it."""
    for found in tree.walk(target, root, exclude=chosen.exclude, respect_gitignore=chosen.respect_gitignore):
        if isinstance(found, NotLooked) or found.is_symlink():
            continue
        relative = found.relative_to(root)
        raw = reading.read(found, relative.as_posix(), reading.Limits(max_bytes=chosen.max_bytes))
        if isinstance(raw, bytes):
            (folder / relative).parent.mkdir(parents=True, exist_ok=True)
            (folder / relative).write_bytes(raw)
    # The copy is a project of its own, wherever the temporary folder lies; settings were read before.
    (folder / "pyproject.toml").touch()
    return folder


def _compatible(root: Path, wanted: Sequence[Mended]) -> Iterator[Mended]:
    """The fixes in order; one that changes what an earlier one does, or names its things alike, is left for later."""
    taken: list[Mended] = []
    defined: dict[str, set[str]] = {}
    for each in wanted:
        new = _defined(root, each.fix)
        clashing = any(applying.clashing(each.fix, other.fix) for other in taken)
        clashing |= any(found & defined.get(path, set()) for path, found in new.items())
        if clashing:
            yield replace(each, later=True, problem="another fix of this run changes the same lines: run it again")
            continue
        taken.append(each)
        for path, found in new.items():
            defined.setdefault(path, set()).update(found)
        yield each


def _defined(root: Path, fix: Fix) -> dict[str, set[str]]:
    """The functions and classes that a fix adds, by file."""
    out: dict[str, set[str]] = {}
    for path, edits in applying.files([fix]).items():
        raw = _bytes(root, path)
        new = applying.rewritten(raw, edits)
        before = parsed(path, decode_leniently(raw))
        after = parsed(path, decode_leniently(new)) if new is not None else None
        if before is not None and after is not None:
            out[path] = names.defined_in(after.tree) - names.defined_in(before.tree)
    return out


def _changes(root: Path, holding: Sequence[Mended]) -> Iterator[FileChange]:
    edits: Mapping[str, list[Edit]] = applying.files(each.fix for each in holding)
    for path in sorted(edits):
        raw = _bytes(root, path)
        new = applying.finished(path, raw, edits[path])
        if new is not None and new != raw:
            yield FileChange(path, raw, new)


def _bytes(root: Path, path: str) -> bytes:
    raw = reading.read(root / path, path, reading.Limits())
    return raw if isinstance(raw, bytes) else b""
