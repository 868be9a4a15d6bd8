"""Does any file break the scan? Real files in which lines and words changed places, were lost or came twice.

`python bench/mutated_files.py [count] [seed]`. Files of the projects of projects.txt that speak of requests, tokens or
deserializers, each changed and scanned alone. Ends with 1 at an exception, at a place that the engine says it broke on,
and at a scan of more than ten seconds; prints how many files still parsed, and how many findings they held.
"""

from __future__ import annotations

import argparse
import collections
import random
import re
import sys
import tempfile
import time
import traceback
from pathlib import Path

from fetch import fetched

from bearproof.findings import Reason
from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

SPEAKS = re.compile(rb"request\.|pickle|yaml\.|jwt|\bsession\b|before_request|@app\.|@bp\.|blueprint", re.IGNORECASE)
WORD = re.compile(r"\w+|[^\w\s]")
LONGEST = 60_000
SLOWEST = 10.0


def files() -> list[Path]:
    """The real files that have something to find, small enough to be scanned many times."""
    every = (path for tree in fetched().values() for path in sorted(tree.rglob("*.py")))
    return [path for path in every if path.stat().st_size < LONGEST and SPEAKS.search(path.read_bytes())]


def changed(text: str, chance: random.Random) -> str:
    """The text after one to six changes of lines or words."""
    lines = text.split("\n")
    for _ in range(chance.randint(1, 6)):
        at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(7):
            case 0:
                lines[at] = ""
            case 1:
                lines.insert(to, lines[at])
            case 2:
                lines[at], lines[to] = lines[to], lines[at]
            case 3:
                lines[at] = "    " + lines[at]
            case 4:
                lines[at] = lines[at].removeprefix("    ")
            case 5:
                lines[at] = with_word_of(lines[at], lines[to], chance)
            case _:
                del lines[max(at, 1) : at + chance.randint(1, 9)]
    return "\n".join(lines)


def with_word_of(line: str, other: str, chance: random.Random) -> str:
    """A line in which one word became a word of another line."""
    words, others = list(WORD.finditer(line)), WORD.findall(other)
    if not words or not others:
        return line
    word = chance.choice(words)
    return line[: word.start()] + chance.choice(others) + line[word.end() :]


def main() -> int:
    """Scan so many changed files and print what came of them."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("count", type=int, nargs="?", default=10_000)
    options.add_argument("seed", type=int, nargs="?", default=1)
    given = options.parse_args()
    chance, real = random.Random(given.seed), files()  # noqa: S311  # the same files again with the same seed
    seen: collections.Counter[str] = collections.Counter()
    wrong = 0
    for number in range(given.count):
        origin = chance.choice(real)
        text = changed(origin.read_text(encoding="utf-8", errors="replace"), chance)
        verdict = outcome(text, seen)
        if verdict:
            wrong += 1
            print(f"file {number} of seed {given.seed}, from {origin.name}: {verdict}", file=sys.stderr)
    print(f"{given.count} changed files of {len(real)} real ones: {wrong} broke the scan; {dict(seen)}")
    return 1 if wrong else 0


def outcome(text: str, seen: collections.Counter[str]) -> str:
    """What went wrong with one file, or nothing."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "app.py").write_text(text, encoding="utf-8", newline="")
        began = time.process_time()
        try:
            result = scan(Path(folder), Settings())
        except Exception:  # noqa: BLE001  # whatever it is, it is what this script looks for
            return traceback.format_exc()
    reasons = {item.reason for item in result.not_looked}
    seen["parsed"] += Reason.SYNTAX_ERROR not in reasons
    seen["findings"] += len(result.findings)
    if Reason.INTERNAL in reasons:
        return str([str(item) for item in result.not_looked])
    spent = time.process_time() - began
    return f"{spent:.1f} s" if spent > SLOWEST else ""


if __name__ == "__main__":
    sys.exit(main())
