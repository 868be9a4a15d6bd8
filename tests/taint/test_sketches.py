"""Are small apps in many styles judged as their marks say? The texts in `sketches` hold hundreds, several to a file.

`=== title` begins an app, `--- path` one of its files (else `app.py`);
what stands before all titles begins each app. A line that ends with `# found: check` must be reported by exactly that
check, `# echo` may be, and no other line may.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bearproof.inputs.settings import Settings
from bearproof.scan.static import scan

FOLDER = Path(__file__).parent / "sketches"
CHECKS = (
    "pickle-from-request",
    "deserializer-from-request",
    "yaml-from-request",
    "code-from-request",
    "xml-entities-from-request",
    "deserializer-from-model-output",
)
Row = tuple[str, str, int]


def parted(text: str, mark: str) -> Iterator[tuple[str, str]]:
    """The titles that stand behind a mark, with what follows each."""
    parts = re.split(rf"^{mark} (.*)$", text, flags=re.MULTILINE)
    yield from zip(parts[1::2], parts[2::2], strict=True)


def sketches() -> Iterator[object]:
    for path in sorted(FOLDER.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        above = text.partition("=== ")[0]
        for title, body in parted(text, "==="):
            yield pytest.param(above + body.lstrip("\n"), id=f"{path.stem}: {title}")


def written(folder: Path, body: str) -> tuple[set[Row], set[tuple[str, int]]]:
    """Write an app; what must be found in it, and the lines on which anything may be."""
    wanted, echoes = set(), set()
    first = body.split("\n--- ", maxsplit=1)[0].strip("\n")
    files = [*([("app.py", first)] if first and not first.startswith("--- ") else []), *parted(body, "---")]
    for name, text in files:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text.strip("\n") + "\n", encoding="utf-8")
        for number, line in enumerate(text.strip("\n").splitlines(), 1):
            found = re.search(r"# found: ([\w, -]+)$", line)
            wanted |= {(check.strip(), name, number) for check in found[1].split(",")} if found else set()
            echoes |= {(name, number)} if line.endswith("# echo") else set()
    return wanted, echoes


@pytest.mark.parametrize("body", list(sketches()))
def test_exactly_what_a_sketch_marks_is_found(body: str, tmp_path: Path) -> None:
    wanted, echoes = written(tmp_path, body)
    result = scan(tmp_path, Settings(only=CHECKS))
    assert result.not_looked == ()
    found = {(item.check, item.place.file, item.place.line) for item in result.findings}
    assert {row for row in found if row[1:] not in echoes} == wanted


def test_there_are_sketches_to_look_at() -> None:
    assert len(list(sketches())) > 300
