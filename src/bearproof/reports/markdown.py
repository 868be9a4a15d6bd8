"""What does a reviewer read in a pull request? A table of the findings, then the details, in Markdown.

Everything of the scanned app stands in code, where nothing is a link, a mention, an image or a tag. Sentences that hold
some of it are taken apart word by word: only what is plainly a word stays outside of code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from bearproof.findings import CheckDoc, Evidence, Finding, Fix, Result, Status
from bearproof.reports.excerpts import Excerpts
from bearproof.reports.plain import code_block, code_span, counted, ended, harmless, listed, one_line
from bearproof.reports.terminal import summary

#: Rows of the table; further findings are counted.
ROWS = 100
#: Findings that are told in detail, unless they are too long for that; further ones are counted.
DETAILS = 20
#: Characters of the whole report. GitHub refuses a comment of more than 65,536.
LONGEST = 60_000
_CELL = 160
_STEPS = 30
_COMMAND = 8_000

#: Code as a sentence has it between backticks, or anything else between spaces.
_TOKEN = re.compile(r"(?P<before>[\"'(]*)`(?P<code>[^`\s][^`]*)`(?P<after>[\"')]*[.,;:?]*)(?!\S)|(?P<word>\S+)")
# A hyphen joins letters only: `GH-1` would become a link to an issue.
_WORD = re.compile(r"[\"'(]{0,2}[^\W_]+(?:[-'][^\W\d_]+){0,8}[\"')]{0,2}[.,;:?]?[\"')]?")
# A word of hex digits would become a link to a commit, and `1.` the beginning of a list.
_MEANING = re.compile(r"[\"'(]*[0-9a-fA-F]{7,64}\W*|\d{1,9}[.)]\W*")


def render(result: Result, docs: Mapping[str, CheckDoc], *, text_of: Callable[[str], str | None]) -> str:
    """The report. `text_of` answers with the text of a file of the project, or None where it cannot be had."""
    excerpts = Excerpts(text_of)
    shown = [
        finding
        for finding in sorted(result.findings, key=lambda finding: finding.rank)
        if finding.status is not Status.SUPPRESSED and not finding.in_tests
    ]
    parts = ["# Bearproof report", prose(summary(result, all_shown=True))]
    if shown:
        parts.append(_table(shown))
    closing = list(_looked(result))
    left = LONGEST - sum(len(part) + 2 for part in [*parts, *closing])
    for number, finding in enumerate(shown):
        section = "\n\n".join(_section(finding, docs.get(finding.check), excerpts))
        if number == DETAILS or len(section) + 200 > left:
            parts.append(f"The details of {counted(len(shown) - number, 'more finding')} are left out.")
            break
        left -= len(section) + 2
        parts.append(section)
    return "\n\n".join([*parts, *closing]) + "\n"


def prose(text: str) -> str:
    """A sentence on one line, in which whatever is not plainly a word is code."""
    return " ".join(_pieces(one_line(text)))


def _pieces(sentence: str) -> Iterator[str]:
    held: list[str] = []
    for found in _TOKEN.finditer(sentence):
        word = found["word"]
        if word is not None and not (_WORD.fullmatch(word) and not _MEANING.fullmatch(word)):
            held.append(word)
            continue
        yield from _held(held)
        held = []
        yield word if word is not None else f"{found['before']}{code_span(found['code'])}{found['after']}"
    yield from _held(held)


def _held(words: list[str]) -> Iterator[str]:
    """The words as one piece of code, the comma or full stop of the sentence behind it."""
    text = " ".join(words)
    code = text.rstrip(".,;:?")
    if code:
        yield f"{code_span(code)}{text[len(code) :]}"
    elif text:
        yield code_span(text)


def _table(shown: list[Finding]) -> str:
    lines = ["| Severity | Proof | Check | Operation | Place |", "| --- | --- | --- | --- | --- |"]
    for finding in shown[:ROWS]:
        fate = "" if finding.status is Status.OPEN else f", {finding.status.value}"
        cells = (
            finding.severity.word,
            f"{finding.proof.word}{fate}",
            code_span(one_line(finding.check, _CELL)),
            code_span(one_line(finding.operation, _CELL)) if finding.operation else "",
            code_span(harmless(str(finding.place), _CELL)),
        )
        lines.append(f"| {' | '.join(cells)} |")
    if len(shown) > ROWS:
        lines += ["", f"{counted(len(shown) - ROWS, 'more finding')} left out of the table."]
    return "\n".join(lines)


def _section(finding: Finding, doc: CheckDoc | None, excerpts: Excerpts) -> Iterator[str]:
    where = f" on {code_span(one_line(finding.operation, _CELL))}" if finding.operation else ""
    yield f"## {code_span(one_line(finding.check, _CELL))}{where}: {finding.severity.word}, {finding.proof.word}"
    yield f"At {code_span(harmless(str(finding.place)))}: {prose(ended(finding.message))}"
    for item in finding.evidence:
        yield from _evidence(item)
    if finding.trace:
        yield "\n".join(_steps(finding, excerpts))
    advice = finding.advice or (doc.instead if doc else "")
    if advice:
        yield f"What to do: {prose(ended(advice))}"
    for fix in finding.fixes:
        yield from _fix(fix, excerpts)


def _evidence(item: Evidence) -> Iterator[str]:
    yield f"Evidence ({code_span(one_line(item.kind, _CELL))}, {item.proof.word}): {prose(ended(item.summary))}"
    details = dict(item.details)
    for key in ("request", "control"):
        if key in details:
            yield code_block([harmless(str(details.pop(key)), _COMMAND)], "sh")
    rest = [
        f"{code_span(one_line(str(key), _CELL))} {code_span(one_line(str(value), 500))}"
        for key, value in details.items()
    ]
    if rest:
        yield f"With {listed(rest)}."


def _steps(finding: Finding, excerpts: Excerpts) -> Iterator[str]:
    half = _STEPS // 2
    numbered = list(enumerate(finding.trace, 1))
    cut = len(numbered) - 2 * half if len(numbered) > _STEPS else 0
    for number, step in [*numbered[:half], *numbered[half + cut :]]:
        line = excerpts.line(step.place)
        quoted = f": {code_span(line.before + line.marked + line.after)}" if line else ""
        yield f"{number}. {prose(step.text)} ({code_span(harmless(str(step.place), _CELL))}){quoted}"
        if cut and number == half:
            yield f"{number + 1}. {counted(cut, 'more step')}"


def _fix(fix: Fix, excerpts: Excerpts) -> Iterator[str]:
    care = "" if fix.safe else " (changes what callers send or get)"
    yield f"Fix: {prose(fix.title)}{care}. {prose(fix.note)}".rstrip()
    for hunk in excerpts.hunks(fix):
        yield code_block([f"{change.sign}{change.text}" for change in hunk.changes], "diff")


def _looked(result: Result) -> Iterator[str]:
    coverage = result.coverage
    yield (
        f"Looked at {counted(coverage.files_seen, 'Python file')} and {counted(coverage.routes_found, 'route')}; "
        f"{counted(len(result.not_looked), 'place')} not looked at."
    )
