"""What must hold for any app? Findings that do not hang on layout, names or dead code, and an engine nothing breaks."""

from __future__ import annotations

import ast
import io
import tempfile
import tokenize
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bearproof.findings import Finding, Reason, Result
from bearproof.inputs.settings import Settings
from bearproof.lab import VULNERABLE
from bearproof.scan.static import scan

CASES = Path(__file__).parents[1] / "cases"
#: Cases with findings, each of one file: small enough to be scanned many times.
APPS = sorted(
    file.read_text(encoding="utf-8")
    for file in CASES.glob("*/*/app.py")
    if not (file.parents[1] / "README.md").exists()
    and len(list(file.parent.rglob("*.py"))) == 1
    and "# found:" in file.read_text(encoding="utf-8")
)
LAB = sorted(file.read_text(encoding="utf-8") for file in Path(VULNERABLE).rglob("*.py"))
FEW = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
FEWER = settings(FEW, max_examples=30)

Told = tuple[str, int, int, str | None, str]


def scanned(text: str) -> Result:
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "app.py").write_text(text, encoding="utf-8")
        return scan(Path(folder), Settings())


def told(findings: tuple[Finding, ...], *, moved: dict[int, int] | None = None) -> list[Told]:
    """What was found where; lines are those that they were before they were moved."""
    back = moved or {}
    return sorted(
        (
            (item.check, back.get(item.place.line, item.place.line), item.place.column, item.operation, item.sink_text)
            for item in findings
        ),
        key=str,
    )


def broken(result: Result) -> list[str]:
    return [str(item) for item in result.not_looked if item.reason is Reason.INTERNAL]


@st.composite
def changed_lines(draw: st.DrawFn) -> str:
    """A file of the lab or of a case, some lines of which were deleted, repeated or swapped."""
    lines = draw(st.sampled_from(LAB + APPS)).split("\n")
    for _ in range(draw(st.integers(1, 4))):
        at, to = draw(st.integers(0, len(lines) - 1)), draw(st.integers(0, len(lines) - 1))
        what = draw(st.sampled_from(("delete", "repeat", "swap", "indent")))
        if what == "delete":
            lines[at] = ""
        elif what == "repeat":
            lines.insert(to, lines[at])
        elif what == "swap":
            lines[at], lines[to] = lines[to], lines[at]
        else:
            lines[at] = "    " + lines[at]
    return "\n".join(lines)


@st.composite
def changed_tokens(draw: st.DrawFn) -> str:
    """A case in which names, operators and literals changed places; often it still parses."""
    text = draw(st.sampled_from(APPS))
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    kind = draw(st.sampled_from((tokenize.NAME, tokenize.OP, tokenize.STRING)))
    picked = [at for at, token in enumerate(tokens) if token.type == kind]
    words = [(token.type, token.string) for token in tokens]
    for _ in range(draw(st.integers(1, 3))):
        at, to = draw(st.sampled_from(picked)), draw(st.sampled_from(picked))
        words[at], words[to] = words[to], words[at]
    return tokenize.untokenize(words)


def names_of_locals(function: ast.FunctionDef | ast.AsyncFunctionDef) -> set[str]:
    """The names that a function without inner scopes only stores for itself."""
    inner = [node for node in ast.walk(function) if node is not function]
    scopes = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef, ast.Global, ast.Nonlocal)
    if any(isinstance(node, scopes) for node in inner):
        return set()
    return {node.id for node in inner if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}


def with_locals_renamed(text: str) -> str:
    """The same program, in which every local variable has another name; the columns of a line may move."""
    lines = text.split("\n")
    for function in ast.walk(ast.parse(text)):
        if not isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            continue
        own = names_of_locals(function)
        uses = [node for node in ast.walk(function) if isinstance(node, ast.Name) and node.id in own]
        for node in sorted(uses, key=lambda node: (node.lineno, node.col_offset), reverse=True):
            line = lines[node.lineno - 1].encode()
            start, end = node.col_offset, node.end_col_offset or 0
            # Inside an f-string of an interpreter before 3.12 columns are those of the expression alone.
            if line[start:end].decode() == node.id:
                lines[node.lineno - 1] = (line[:start] + f"v_{node.id[::-1]}".encode() + line[end:]).decode()
    return "\n".join(lines)


@FEW
@given(changed_lines())
def test_no_change_of_lines_breaks_the_engine(text: str) -> None:
    assert broken(scanned(text)) == []


@FEW
@given(changed_tokens())
def test_no_change_of_tokens_breaks_the_engine(text: str) -> None:
    assert broken(scanned(text)) == []


@FEWER
@given(st.sampled_from(APPS), st.integers(1, 4), st.sampled_from(("", "# a remark", "    # an indented remark")))
def test_lines_above_change_no_fingerprint(text: str, count: int, line: str) -> None:
    before = [finding.fingerprint for finding in scanned(text).findings]
    after = [finding.fingerprint for finding in scanned((line + "\n") * count + text).findings]
    assert after == before
    assert before != []


@FEWER
@given(st.sampled_from(APPS), st.data())
def test_remarks_between_statements_move_findings_and_change_nothing_else(text: str, data: st.DataObject) -> None:
    lines = text.split("\n")
    tops = [node.lineno for node in ast.parse(text).body if not hasattr(node, "decorator_list")]
    at = data.draw(st.sampled_from(tops))
    longer = "\n".join([*lines[: at - 1], "# a remark", "", *lines[at - 1 :]])
    moved = {line + 2: line for line in range(at, len(lines) + 1)}
    before, after = scanned(text).findings, scanned(longer).findings
    assert told(after, moved=moved) == told(before)
    assert sorted(item.fingerprint for item in after) == sorted(item.fingerprint for item in before)


@FEWER
@given(st.sampled_from(APPS))
def test_names_of_local_variables_do_not_matter(text: str) -> None:
    renamed = with_locals_renamed(text)
    before, after = scanned(text).findings, scanned(renamed).findings
    assert [(check, line, operation) for check, line, _, operation, _ in told(after)] == [
        (check, line, operation) for check, line, _, operation, _ in told(before)
    ]


DEAD = (
    "\n\nif False:\n    import os\n\n    os.system('x')\n",
    "\n\ndef nobody_calls_this(a, b=1):\n    return a * b\n",
    "\n\nclass NobodyUsesThis:\n    def get(self):\n        return 1\n",
    "\n\nNOBODY_READS_THIS = {'a': [1, 2, (3, 4)]}\n",
    "\n\ntry:\n    unused = 1\nexcept ValueError:\n    unused = 2\n",
)


@FEWER
@given(st.sampled_from(APPS), st.lists(st.sampled_from(DEAD), min_size=1, max_size=3, unique=True))
def test_code_that_does_nothing_changes_nothing(text: str, dead: list[str]) -> None:
    assert told(scanned(text + "".join(dead)).findings) == told(scanned(text).findings)


@FEWER
@given(changed_lines())
def test_two_scans_are_equal(text: str) -> None:
    first, second = scanned(text), scanned(text)
    assert first.findings == second.findings
    assert first.not_looked == second.not_looked
    assert first.routes == second.routes


def test_there_are_enough_apps_to_mean_something() -> None:
    assert len(APPS) > 25
    assert sum(with_locals_renamed(text) != text for text in APPS) > 20
