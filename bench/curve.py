"""How do CPU and memory grow with the tree? One real project, copied side by side 1, 4 and 16 times.

Whole processes, the floor (`ast.parse` of every file) beside them, in turn. Each copy lies in a folder of its own, so
that nothing is shared but names: those that four or more functions have are no longer followed, as in any large tree.
With --write the table is kept in docs/curve.md.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from fetch import HERE, fetched
from measure import Cost, cost, median

DOCUMENT = HERE.parent / "docs" / "curve.md"
_COPIES = (1, 4, 16)
_SECONDS = 1800.0
_HEADINGS = "| copies | files | lines | floor, CPU s | both families | deserialization | again | peak MiB |"
_ABOUT = """\
Made by `python bench/curve.py --write`: {tree}, copied side by side. CPU of whole processes is told as the ratio to the
floor, which is `ast.parse` of every file; `deserialization` is a run with `--only deserialization`, `again` a second
run over the same files, and the peak is that of a run of both families. Copies share names, and a name that more than
four functions have is not followed: that is the same for any large tree."""


@dataclass(frozen=True, slots=True)
class Point:
    """What was measured on so many copies."""

    copies: int
    files: int
    lines: int
    costs: dict[str, Cost]


def copied(tree: Path, copies: int, folder: Path) -> Path:
    """So many copies of the Python files of a tree, side by side."""
    for number in range(copies):
        shutil.copytree(tree, folder / f"copy_{number}", ignore=_others)
    return folder


def _others(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if not name.endswith(".py") and not Path(folder, name).is_dir()]


def commands(tree: Path, kept: Path) -> dict[str, list[str]]:
    """What is measured, by name; `again` is a second run over the same files."""
    scan = [
        sys.executable, "-m", "bearproof", "scan", str(tree), "--format", "json", "--fail-on", "none",
        "--allow-incomplete", "--no-gitignore",
    ]  # fmt: skip
    return {
        "floor": [sys.executable, str(HERE / "floor.py"), str(tree)],
        "both": [*scan, "--no-cache"],
        "one": [*scan, "--no-cache", "--only", "deserialization"],
        "again": [*scan, "--cache-dir", str(kept)],
    }


def measured(tree: Path, copies: int, runs: int) -> Point:
    """All commands on so many copies, in turn."""
    found: dict[str, list[Cost]] = {}
    with tempfile.TemporaryDirectory() as folder:
        whole = copied(tree, copies, Path(folder) / "tree")
        chosen = commands(whole, Path(folder) / "kept")
        cost(chosen["again"], seconds=_SECONDS, out=Path(folder) / "out")
        for turn in range(runs):
            for name, command in chosen.items():
                print(f"{copies} copies: {name}, run {turn + 1}", file=sys.stderr)
                found.setdefault(name, []).append(cost(command, seconds=_SECONDS, out=Path(folder) / "out"))
        raws = [path.read_bytes() for path in whole.rglob("*.py")]
    costs = {name: median(each) for name, each in found.items()}
    return Point(copies, len(raws), sum(raw.count(b"\n") for raw in raws), costs)


def rows(points: list[Point]) -> list[str]:
    """The table: seconds of the floor, all else as a ratio to it."""
    lines = [_HEADINGS, "|" + "---:|" * (_HEADINGS.count("|") - 1)]
    for point in points:
        floor = point.costs["floor"].cpu
        ratios = " | ".join(f"{point.costs[name].cpu / floor:.2f}" for name in ("both", "one", "again"))
        lines.append(
            f"| {point.copies} | {point.files:,} | {point.lines:,} | {floor:.2f} | {ratios} "
            f"| {point.costs['both'].mib:.0f} |"
        )
    return lines


def main() -> None:
    """Measure, print, and keep."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--project", default="ckan", help="one of bench/projects.txt")
    options.add_argument("--runs", type=int, default=1)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    tree = fetched()[given.project]
    points: list[Point] = []
    try:
        for copies in _COPIES:
            points += [measured(tree, copies, given.runs)]
    except KeyboardInterrupt:
        print("interrupted: the table holds what was measured so far", file=sys.stderr)
    text = "\n\n".join(["# How the cost grows with the tree", _ABOUT.format(tree=tree.name), "\n".join(rows(points))])
    print(text)
    if given.write:
        DOCUMENT.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
