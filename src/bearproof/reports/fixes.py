"""What does a person read about fixes? A diff, and a line for each that says what, where and what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from bearproof.findings import Finding, Fix
from bearproof.reports.plain import counted, ended, harmless, listed, one_line

_BOLD, _RED, _GREEN, _CYAN = "1", "31", "32", "36"
_OPERATIONS_SHOWN = 4


def diff(lines: Iterable[str], *, color: bool, exact: bool) -> str:
    """The diff as text. `exact` leaves it as `git apply` needs it; for a terminal its odd characters are escaped."""
    out = []
    for line in lines:
        body, end = (line[:-1], "\n") if line.endswith("\n") else (line, "")
        shown = body if exact else "\t".join(harmless(part) for part in body.rstrip("\r").split("\t"))
        style = _style(line)
        out.append(f"\x1b[{style}m{shown}\x1b[0m{end}" if color and style else f"{shown}{end}")
    return "".join(out)


def line(fix: Fix, findings: Sequence[Finding], verdict: str) -> str:
    """One fix on one line: where, of which check, what it does, and what became of it."""
    first = findings[0]
    operations = list(dict.fromkeys(one_line(each.operation) for each in findings if each.operation))
    if len(operations) > _OPERATIONS_SHOWN:
        more = counted(len(operations) - _OPERATIONS_SHOWN, "more operation")
        operations = [*operations[:_OPERATIONS_SHOWN], more]
    where = f"{harmless(str(first.place))}  {harmless(first.check)}"
    who = f" ({listed(operations)})" if operations else ""
    return f"{where}  {one_line(fix.title)}{who}: {verdict}"


def note(fix: Fix) -> Iterator[str]:
    """What to know and do about a fix, where there is something."""
    if fix.note:
        yield f"  {ended(one_line(fix.note))}"


def _style(line: str) -> str:
    if line.startswith(("--- ", "+++ ")):
        return _BOLD
    return {"-": _RED, "+": _GREEN, "@": _CYAN}.get(line[:1], "")
