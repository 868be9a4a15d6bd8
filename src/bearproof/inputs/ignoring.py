"""Which paths does a tree ask us to leave out? Gitignore rules, joined so that a match is one call into C.

Pathspec translates each pattern; the order and the precedence are Git's. The patterns come from the scanned tree, so
what could make a match slow is not used: leaving out less is the safe direction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bearproof.inputs.reading import Limits, read

_MOST_PATTERNS = 1000
_MOST_COSTLY = 50
_LONGEST_PATTERN = 300
_LIMITS = Limits(max_bytes=64 * 1024)

#: Each star that has something after it multiplies the ways to match; two are as many as real files have.
_STAR = re.compile(r"\*+(?=[^*/])")


@dataclass(frozen=True, slots=True)
class _Run:
    """Neighbouring patterns of one sign. `folders` are those that end with a slash and so match folders only."""

    ignored: bool
    any_kind: re.Pattern[str] | None
    folders: re.Pattern[str] | None

    def matches(self, path: str, *, folder: bool) -> bool:
        if self.any_kind and self.any_kind.match(path):
            return True
        return bool(folder and self.folders and self.folders.match(path + "/"))


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one ignore file. `folder` is where it lies, as a POSIX path from the root with a final slash."""

    folder: str
    runs: tuple[_Run, ...]

    def verdict(self, path: str, *, folder: bool) -> bool | None:
        """Whether `path`, from the root, is ignored; None when no pattern speaks of it. The last match decides."""
        below = path[len(self.folder) :]
        return next((run.ignored for run in self.runs if run.matches(below, folder=folder)), None)


def rules(lines: Iterable[str], folder: str = "") -> Rules:
    """The rules written in `lines`, strongest (last) first."""
    patterns = [(_is_folder_only(line), *translated) for line in _usable(lines) for translated in _translated(line)]
    runs = [
        _Run(ignored, _joined(p[2] for p in run if not p[0]), _joined(p[2] for p in run if p[0]))
        for ignored, run in ((sign, list(group)) for sign, group in groupby(reversed(patterns), key=lambda p: p[1]))
    ]
    return Rules(folder, tuple(runs))


def rules_of(file: Path, folder: str) -> Rules | None:
    """The rules of one ignore file, or None when it is absent, unreadable or larger than such files are."""
    raw = read(file, folder, _LIMITS)
    if not isinstance(raw, bytes):
        return None
    return rules(raw.decode("utf-8", "replace").splitlines(), folder)


def _usable(lines: Iterable[str]) -> Iterator[str]:
    kept = costly = 0
    for line in lines:
        stars = len(_STAR.findall(line))
        costly += stars > 1
        if stars > 2 or len(line) > _LONGEST_PATTERN or (stars > 1 and costly > _MOST_COSTLY):  # noqa: PLR2004  # said above
            continue
        kept += 1
        if kept > _MOST_PATTERNS:
            return
        yield line


def _translated(line: str) -> Iterator[tuple[bool, str]]:
    # It takes as long to import as a small tree to scan, and many trees have no ignore file.
    from pathspec import GitIgnoreSpec  # noqa: PLC0415  # see above

    try:
        patterns = GitIgnoreSpec.from_lines([line]).patterns
    except (ValueError, re.error):
        # Git itself drops a pattern that it cannot read.
        return
    for pattern in patterns:
        regex = getattr(pattern, "regex", None)
        if pattern.include is not None and isinstance(regex, re.Pattern):
            # Group names may not repeat once the patterns are joined.
            yield bool(pattern.include), re.sub(r"\(\?P<\w+>", "(?:", str(regex.pattern))


def _is_folder_only(line: str) -> bool:
    return line.rstrip().endswith("/")


def _joined(parts: Iterable[str]) -> re.Pattern[str] | None:
    text = "|".join(f"(?:{part})" for part in parts)
    return re.compile(text) if text else None
