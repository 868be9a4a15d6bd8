"""Which files are there to read? A walk over a source tree that does what Git and a reader would expect.

Nothing outside the root is entered, whatever a link says, and no folder is entered twice.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bearproof.errors import TargetProblem
from bearproof.findings import NotLooked, Reason
from bearproof.inputs.ignoring import Rules, rules, rules_of

_SUFFIXES = (".py", ".pyw")

#: Folders that hold what others wrote or a tool made. A virtual environment is known by its `pyvenv.cfg`.
_SKIPPED = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        ".bzr",
        "_darcs",
        "CVS",
        "node_modules",
        "bower_components",
        "__pycache__",
        "__pypackages__",
        "site-packages",
        "dist-packages",
        ".tox",
        ".nox",
        ".eggs",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".hypothesis",
        ".ipynb_checkpoints",
    }
)


def project_root(path: Path) -> Path:
    """The nearest folder at or above `path` with a pyproject.toml or .git; else the path itself, or its folder."""
    start = path.resolve()
    start = start if start.is_dir() else start.parent
    for folder in (start, *start.parents):
        if (folder / "pyproject.toml").is_file() or (folder / ".git").exists():
            return folder
    return start


def require(target: Path) -> None:
    """Raise `TargetProblem` unless `target` is a file or folder that we may read."""
    try:
        found = target.exists()
    except (OSError, ValueError) as problem:
        raise TargetProblem(f"{target} cannot be looked at", advice="Check the path and its permissions.") from problem
    if not found:
        raise TargetProblem(f"{target} does not exist", advice="Give the path of a Python file or a project's folder.")
    if not (target.is_file() or target.is_dir()):
        raise TargetProblem(
            f"{target} is neither a file nor a folder", advice="Give the path of a Python file or a project's folder."
        )
    if not os.access(target, os.R_OK | (os.X_OK if target.is_dir() else 0)):
        raise TargetProblem(f"{target} cannot be read", advice="Change its permissions, or run as its owner.")


def no_python(target: Path) -> TargetProblem:
    """The problem to raise when a walk over `target` found no Python file."""
    return TargetProblem(
        f"{target} holds no Python file", advice="Check the path, and what `exclude` and .gitignore leave out."
    )


def walk(
    target: Path, root: Path, *, exclude: Sequence[str] = (), respect_gitignore: bool = True
) -> Iterator[Path | NotLooked]:
    """The Python files at or below `target`, absolute and in a fixed order, and what could not be entered.

    A file given by name is looked at whatever the ignore rules say; `exclude` holds gitignore patterns from the root.
    Raises `TargetProblem` for a target that cannot be read.
    """
    require(target)
    where = target.resolve()
    if where.is_file():
        yield where
        return
    top = root.resolve()
    top = top if where.is_relative_to(top) else where
    walker = _Walk(where, top, rules(exclude), respect_gitignore=respect_gitignore)
    yield from walker.files()


@dataclass(slots=True)
class _Walk:
    target: Path
    root: Path
    excluded: Rules
    respect_gitignore: bool = field(kw_only=True)
    seen: set[tuple[int, int]] = field(default_factory=set)

    def files(self) -> Iterator[Path | NotLooked]:
        prefix = "" if self.target == self.root else self.target.relative_to(self.root).as_posix() + "/"
        pending = [(str(self.target), prefix, self._rules_above(prefix))]
        while pending:
            folder, relative, ignoring = pending.pop()
            entries = self._entries(folder, relative)
            if isinstance(entries, NotLooked):
                yield entries
                continue
            below = self._with_own_rules(entries, folder, relative, ignoring)
            folders = []
            for entry in entries:
                kind = self._kind(entry, relative, below)
                if isinstance(kind, NotLooked):
                    yield kind
                elif kind == "file":
                    yield Path(entry.path)
                elif kind == "folder":
                    folders.append((entry.path, f"{relative}{entry.name}/", below))
            pending.extend(reversed(folders))

    def _entries(self, folder: str, relative: str) -> list[os.DirEntry[str]] | NotLooked:
        """What lies in a folder, sorted; nothing when it is a virtual environment or was entered before."""
        try:
            status = os.stat(folder)  # noqa: PTH116  # the walk stays with strings: a Path per folder costs more than the stat
            key = (status.st_dev, status.st_ino)
            if key in self.seen:
                return []
            self.seen.add(key)
            with os.scandir(folder) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as problem:
            return NotLooked(relative.rstrip("/") or ".", Reason.UNREADABLE, problem.strerror or "cannot be listed")
        is_environment = folder != str(self.target) and any(entry.name == "pyvenv.cfg" for entry in entries)
        return [] if is_environment else entries

    def _rules_above(self, prefix: str) -> tuple[Rules, ...]:
        """The rules of the folders from the root to the target's own, which is not read here; nearest first."""
        if not self.respect_gitignore or not prefix:
            return ()
        found: tuple[Rules, ...] = ()
        folder = ""
        for part in prefix.rstrip("/").split("/"):
            own = rules_of(self.root / folder / ".gitignore", folder)
            found = (own, *found) if own else found
            if _ignored(found, f"{folder}{part}", folder=True):
                # Who names an ignored folder wants it looked at.
                return ()
            folder += f"{part}/"
        return found

    def _with_own_rules(
        self, entries: list[os.DirEntry[str]], folder: str, relative: str, ignoring: tuple[Rules, ...]
    ) -> tuple[Rules, ...]:
        if not self.respect_gitignore or not any(entry.name == ".gitignore" for entry in entries):
            return ignoring
        own = rules_of(Path(folder, ".gitignore"), relative)
        return (own, *ignoring) if own else ignoring

    def _kind(self, entry: os.DirEntry[str], relative: str, ignoring: tuple[Rules, ...]) -> str | NotLooked:
        """`file`, `folder`, nothing for what is left out, or why it could not be entered."""
        python, link = entry.name.endswith(_SUFFIXES), entry.is_symlink()
        path = relative + entry.name
        try:
            folder = entry.is_dir()
        except OSError as problem:
            if problem.errno == errno.ELOOP:
                return NotLooked(path, Reason.SYMLINK_OUTSIDE, "the link leads to itself")
            return NotLooked(path, Reason.UNREADABLE, problem.strerror or "cannot be looked at")
        if not (folder or python) or (folder and entry.name in _SKIPPED):
            return ""
        if _ignored((self.excluded,), path, folder=folder) or _ignored(ignoring, path, folder=folder):
            return ""
        if link:
            return self._linked(entry, path, folder=folder)
        return "folder" if folder else "file"

    def _linked(self, entry: os.DirEntry[str], path: str, *, folder: bool) -> str | NotLooked:
        try:
            real = Path(entry.path).resolve(strict=True)
        except (OSError, RuntimeError) as problem:
            if isinstance(problem, RuntimeError) or getattr(problem, "errno", 0) == errno.ELOOP:
                return NotLooked(path, Reason.SYMLINK_OUTSIDE, "the link leads to itself")
            return NotLooked(path, Reason.UNREADABLE, "the link leads nowhere")
        if not real.is_relative_to(self.root):
            return NotLooked(path, Reason.SYMLINK_OUTSIDE, "the link leads out of the project")
        if folder and Path(entry.path).is_relative_to(real):
            return NotLooked(path, Reason.SYMLINK_OUTSIDE, "the link leads back to a folder above it")
        if real.is_relative_to(self.target):
            # It is met where it really lies.
            return ""
        return "folder" if folder else "file"


def _ignored(ignoring: tuple[Rules, ...], path: str, *, folder: bool) -> bool:
    """The nearest ignore file that speaks of the path decides."""
    for each in ignoring:
        verdict = each.verdict(path, folder=folder)
        if verdict is not None:
            return verdict
    return False
