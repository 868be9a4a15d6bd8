"""How do mended files get onto the disk? All or none of them, and none that somebody else has a claim to."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

from bearproof.errors import OutputProblem, UsageProblem
from bearproof.scan.fixing.mending import FileChange

_SECONDS = 20


def write(root: Path, changes: Sequence[FileChange], *, allow_dirty: bool = False) -> None:
    """Write the files, each by one rename; where anything fails or Ctrl-C comes, those written are put back.

    Raises UsageProblem when Git has no copy of what a file holds (unless allowed), and OutputProblem for a file that
    is a link, lies outside the tree, changed since it was read, or cannot be written.
    """
    for change in changes:
        _require_own(root, change)
    if not allow_dirty:
        _require_committed(root, changes)
    drafts: list[tuple[Path, Path, bytes]] = []
    done: list[tuple[Path, bytes]] = []
    try:
        for change in changes:
            place = root / change.path
            draft = place.with_name(f".{place.name}.{os.urandom(6).hex()}.part")
            drafts.append((draft, place, change.before))
            with draft.open("xb") as file:
                file.write(change.after)
            shutil.copymode(place, draft)
        for draft, place, before in drafts:
            # Noted first: a rename that was interrupted is put back too.
            done.append((place, before))
            draft.replace(place)
    except BaseException as error:
        for place, before in done:
            place.write_bytes(before)
        if isinstance(error, OSError):
            raise OutputProblem(
                f"{drafts[-1][1].name} could not be written: {error.strerror or error}; nothing was changed",
                advice="make the files of the tree writable, or use --diff and apply it yourself",
            ) from error
        raise
    finally:
        for draft, _, _ in drafts:
            draft.unlink(missing_ok=True)


def _require_own(root: Path, change: FileChange) -> None:
    place = root / change.path
    if place.is_symlink() or place.resolve() != root.resolve() / change.path:
        raise OutputProblem(f"{change.path} is a link, or lies outside the tree; nothing was changed", advice="")
    try:
        now = place.read_bytes()
    except OSError as error:
        raise OutputProblem(
            f"{change.path} can no longer be read; nothing was changed", advice="run bearproof fix again"
        ) from error
    if now != change.before:
        raise OutputProblem(
            f"{change.path} changed while it was looked at; nothing was changed", advice="run bearproof fix again"
        )


def _require_committed(root: Path, changes: Sequence[FileChange]) -> None:
    """Git must hold what a file says now, so that a fix can be taken back."""
    if not any((folder / ".git").exists() for folder in (root, *root.parents)):
        return
    kept = _committed(root, [change.path for change in changes])
    for change in changes:
        if kept.get(change.path) not in _identities(change.before):
            raise UsageProblem(
                f"{change.path} has changes that are not committed; nothing was changed",
                advice="commit or stash them, or say --allow-dirty",
            )


def _committed(root: Path, paths: list[str]) -> dict[str, str]:
    """The identities of the files in the last commit.

    Asked of the commit, not of the work tree: comparing that would let the tree's own configuration start programs.
    """
    git = shutil.which("git")
    if git is None:
        return {}
    command = [git, "--literal-pathspecs", "-C", str(root), "ls-tree", "-z", "HEAD", "--", *paths]
    try:
        answer = subprocess.run(command, capture_output=True, check=False, timeout=_SECONDS)  # noqa: S603  # literal arguments
    except (OSError, subprocess.TimeoutExpired):
        return {}
    kept: dict[str, str] = {}
    for entry in answer.stdout.split(b"\0"):
        head, _, name = entry.partition(b"\t")
        if name:
            kept[os.fsdecode(name)] = head.split()[-1].decode("ascii", "replace")
    return kept


def _identities(raw: bytes) -> set[str]:
    """What Git calls these bytes, as they are and with the line ends that it may have taken away."""
    found = set()
    for content in (raw, raw.replace(b"\r\n", b"\n")):
        whole = b"blob %d\0" % len(content) + content
        found |= {hashlib.sha1(whole, usedforsecurity=False).hexdigest(), hashlib.sha256(whole).hexdigest()}
    return found
