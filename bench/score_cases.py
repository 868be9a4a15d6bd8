"""How many of the cases does the scanner get right? Cases are small apps in tests/cases, written before it was tuned.

A marked line that is found is a hit; a marked line that is not, a miss; a finding on an unmarked line, a false alarm.
A line with `# echo: check` is one where the same flaw may be told a second time: neither demanded nor false.
Prints the score by check, and with --list each miss and false alarm.
"""

from __future__ import annotations

import argparse
import collections
import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path

from bearproof.inputs.settings import Settings
from bearproof.model import interest
from bearproof.scan.static import scan

CASES = Path(__file__).parents[1] / "tests" / "cases"
_MARK = re.compile(r"#\s*found:\s*([\w, -]+?)\s*(?:#.*)?$")
_ECHO = re.compile(r"#\s*echo:\s*([\w, -]+?)\s*(?:#.*)?$")

_HALVED = frozenset({"depth", "who_decides", "depth_second", "who_second", "third"})

Row = tuple[str, str, int]


def marked(case: Path, mark: re.Pattern[str]) -> set[Row]:
    """The marks of a case as (check, file, line)."""
    rows = set()
    for file in sorted(case.rglob("*.py")):
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            match = mark.search(line)
            if match:
                rows |= {(name.strip(), file.relative_to(case).as_posix(), number) for name in match[1].split(",")}
    return rows


def found(case: Path) -> set[Row]:
    """The findings of a case as (check, file, line)."""
    prefix = case.relative_to(case.parents[2]).as_posix()
    result = scan(case, Settings())
    return {(item.check, item.place.file.rpartition(f"{prefix}/")[2], item.place.line) for item in result.findings}


def cases(root: Path, half: str = "all") -> Iterator[Path]:
    """The folders of cases, sorted.

    Of the newer batches one half was tuned on, and nobody who tuned looked at the other: a digest of the name says
    which is which. The older batches were all tuned on.
    """
    for path in sorted(path.parent for path in root.rglob("case.json")):
        held = path.parent.name in _HALVED and int(hashlib.sha1(path.name.encode()).hexdigest(), 16) % 2  # noqa: S324  # no secret
        if half == "all" or (half == "held") == bool(held):
            yield path


def main() -> None:
    """Print the score."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--list", action="store_true")
    options.add_argument("--root", type=Path, default=CASES)
    options.add_argument("--half", choices=["all", "tuned", "held"], default="all", help="of the newer batches")
    options.add_argument("--as-large", action="store_true", help="with the limits that hold for large trees")
    given = options.parse_args()
    if given.as_large:
        interest.SMALL = 0
    hits: collections.Counter[str] = collections.Counter()
    misses: collections.Counter[str] = collections.Counter()
    alarms: collections.Counter[str] = collections.Counter()
    quiet = quiet_right = 0
    for case in cases(given.root, given.half):
        wanted = marked(case, _MARK)
        got = found(case) - marked(case, _ECHO)
        hits.update(row[0] for row in wanted & got)
        misses.update(row[0] for row in wanted - got)
        alarms.update(row[0] for row in got - wanted)
        if not json.loads((case / "case.json").read_text(encoding="utf-8"))["bad"]:
            quiet += 1
            quiet_right += got <= wanted
        if given.list:
            for kind, rows in (("miss", wanted - got), ("alarm", got - wanted)):
                for row in sorted(rows):
                    print(f"{kind:6} {case.relative_to(given.root)}  {row[0]}  {row[1]}:{row[2]}")
    names = sorted({*hits, *misses, *alarms})
    for name in names:
        print(f"{name:36} found {hits[name]:3}  missed {misses[name]:3}  false {alarms[name]:3}")
    total, wrong = hits.total() + misses.total(), alarms.total()
    print(f"found {hits.total()} of {total} marks ({hits.total() / max(total, 1):.1%}), {wrong} false alarms")
    print(f"near misses quiet: {quiet_right} of {quiet}")


if __name__ == "__main__":
    main()
