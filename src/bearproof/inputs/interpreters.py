"""Is there a newer Python on this machine? Looked for once, in places that a scanned tree cannot name."""

from __future__ import annotations

import functools
import os
import re
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from bearproof.inputs.child import ask
from bearproof.inputs.reading import Limits

_NAME = re.compile(r"python3\.(\d{1,2})(?:\.exe)?\Z")
#: Folders that pyenv, uv and their kin make beside each other: `3.13.0`, `cpython-3.13.1-linux-x86_64-gnu`.
_VERSION = re.compile(r"(?:cpython-)?3\.(\d{1,2})\b")
_SAYS_WHO = 'print("bearproof", sys.version_info[0], sys.version_info[1])'
_LIMITS = Limits(parse_seconds=5)


@functools.cache
def newer() -> str | None:
    """The newest Python above the running one, or None; it has answered with its version."""
    cwd = Path.cwd()
    path = [Path(entry) for entry in os.environ.get("PATH", "").split(os.pathsep)]
    candidates = sorted({*on_path(path, cwd), *beside(Path(sys.base_prefix))}, key=lambda found: (-found[0], found[1]))
    return next((where for minor, where in candidates if _is_python(where, minor)), None)


def on_path(entries: Iterable[Path], cwd: Path) -> Iterator[tuple[int, str]]:
    """The newer interpreters in the folders of a PATH, as (minor version, path).

    Left out are relative folders, those at or below `cwd` (the scanned tree, as a rule) and those anyone may write to.
    """
    for folder in entries:
        if not folder.is_absolute() or folder.is_relative_to(cwd) or folder.resolve().is_relative_to(cwd):
            continue
        try:
            if folder.stat().st_mode & stat.S_IWOTH:
                continue
            names = os.listdir(folder)  # noqa: PTH208  # names are all we need of folders with thousands of files
        except OSError:
            continue
        for name in names:
            match = _NAME.match(name)
            if match and int(match[1]) > sys.version_info[1] and _is_binary(folder / name):
                yield int(match[1]), str(folder / name)


def beside(prefix: Path) -> Iterator[tuple[int, str]]:
    """The newer interpreters installed next to the one at `prefix`, as (minor version, path)."""
    if not _VERSION.match(prefix.name):
        return
    try:
        siblings = sorted(prefix.parent.iterdir())
    except OSError:
        return
    for folder in siblings:
        match = _VERSION.match(folder.name)
        if match and int(match[1]) > sys.version_info[1]:
            where = folder / "bin" / f"python3.{match[1]}"
            if _is_binary(where):
                yield int(match[1]), str(where)


def _is_binary(path: Path) -> bool:
    # A shim is a script that lets a file in some folder choose the version.
    try:
        with path.open("rb") as file:
            return os.access(path, os.X_OK) and file.read(2) != b"#!"
    except OSError:
        return False


def _is_python(where: str, minor: int) -> bool:
    return ask(where, _SAYS_WHO, "", _LIMITS).output.split() == [b"bearproof", b"3", str(minor).encode()]
