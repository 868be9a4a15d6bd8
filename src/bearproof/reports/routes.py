"""How is each route protected? The table of `bearproof routes`, the most worrying routes first."""

from __future__ import annotations

import enum
import json
from collections import Counter

from bearproof.findings import Result, RouteRow
from bearproof.reports.plain import code_span, counted, encodable, harmless, listed, one_line

#: What the columns of the table are called.
HEADS = ("METHOD", "PATH", "HANDLER", "AUTHENTICATED BY", "VERIFIED", "DECIDES ON", "OBJECT CHECK")
#: What is said of an app on which nobody is ever asked, instead of saying it of each route.
_NO_ONE = "This app asks nobody who they are, on any route."
_CELL = 120


class Worry(enum.IntEnum):
    """What a route gives cause to think, the worst first."""

    PUBLIC_BY_SILENCE = 0
    NOT_VERIFIED = 1
    PUBLIC_BY_NAME = 2
    VERIFIED = 3

    @property
    def words(self) -> str:
        """The worry as the table prints it."""
        return self.name.lower().replace("_", " ")


def worry(row: RouteRow) -> Worry:
    """Which worry a route gives: nobody asks who calls, nobody verifies what they say, or neither."""
    if row.public:
        return Worry.PUBLIC_BY_NAME
    if not row.authenticated_by:
        return Worry.PUBLIC_BY_SILENCE
    return Worry.NOT_VERIFIED if row.verified.casefold() in ("", "no") else Worry.VERIFIED


def by_worry(result: Result) -> list[RouteRow]:
    """The routes, the most worrying first, then by path and method."""
    return sorted(result.routes, key=lambda row: (worry(row), row.path, row.methods, row.place))


def text(result: Result, width: int) -> str:
    """The table for a terminal; where it is wider than `width`, one small paragraph for each route."""
    rows = by_worry(result)
    if not rows:
        return "No routes were found.\n"
    told = table(rows)
    widths = [max(len(cell) for cell in column) for column in zip(HEADS, *told, strict=True)]
    if sum(widths) + 2 * (len(widths) - 1) > width:
        return "\n".join(["\n".join(_stacked(row)) for row in told] + ["", summary(rows), ""])
    lines = [_aligned(row, widths) for row in (HEADS, *told)]
    return "\n".join([*lines, "", summary(rows), ""])


def as_json(result: Result) -> str:
    """The table as JSON: `schema_version` 1 and `routes`, in the same order."""
    routes = [route_json(row) for row in by_worry(result)]
    return json.dumps({"schema_version": 1, "routes": routes}, indent=2, allow_nan=False) + "\n"


def route_json(row: RouteRow) -> dict[str, object]:
    """One route as every JSON report has it."""
    return {
        "methods": [encodable(method) for method in row.methods],
        "path": encodable(row.path),
        "handler": encodable(row.handler),
        "file": encodable(row.place.file),
        "line": row.place.line,
        "authenticated_by": encodable(row.authenticated_by),
        "verified": encodable(row.verified),
        "decides_on": encodable(row.decides_on),
        "object_check": encodable(row.object_check),
        "worry": worry(row).words,
    }


def as_markdown(result: Result) -> str:
    """The table for a pull request or a page; what comes from the scanned tree stands in code spans only."""
    rows = by_worry(result)
    if not rows:
        return "No routes were found.\n"
    heads = [head.capitalize() for head in HEADS]
    lines = [f"| {' | '.join(heads)} |", f"|{' --- |' * len(heads)}"]
    lines += [f"| {' | '.join(code_span(cell) for cell in row)} |" for row in table(rows)]
    return "\n".join([*lines, "", summary(rows), ""])


def table(rows: list[RouteRow]) -> list[tuple[str, ...]]:
    """The cells of all rows; where nobody is ever asked who they are, no row says so for itself."""
    quiet = _nobody_is_asked(rows)
    return [cells(row, quiet=quiet) for row in rows]


def cells(row: RouteRow, *, quiet: bool = False) -> tuple[str, ...]:
    """The cells of one row under `HEADS`, harmless to print."""
    level = worry(row)
    nobody = level in (Worry.PUBLIC_BY_SILENCE, Worry.PUBLIC_BY_NAME)
    who = one_line(row.authenticated_by, _CELL) or "nobody"
    return (
        harmless(",".join(row.methods), _CELL),
        harmless(row.path, _CELL),
        f"{harmless(row.handler, _CELL)} {harmless(str(row.place), _CELL)}",
        "-" if quiet else f"{who}: {level.words}" if nobody else who,
        "-" if nobody else one_line(row.verified, _CELL) or "no",
        one_line(row.decides_on, _CELL) or "-",
        one_line(row.object_check, _CELL) or "-",
    )


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip()


def _stacked(row: tuple[str, ...]) -> list[str]:
    named = zip(HEADS[2:], row[2:], strict=True)
    return [f"{row[0]} {row[1]}", *(f"  {head.lower()}: {cell}" for head, cell in named)]


def summary(rows: list[RouteRow]) -> str:
    """How many routes give which worry, in one sentence; of an app without authentication that it has none."""
    if _nobody_is_asked(rows):
        return f"{counted(len(rows), 'route')}. {_NO_ONE}"
    counts = Counter(worry(row) for row in rows)
    return f"{counted(len(rows), 'route')}: {listed([f'{counts[level]:,} {level.words}' for level in sorted(counts)])}."


def _nobody_is_asked(rows: list[RouteRow]) -> bool:
    return len(rows) > 1 and not any(row.authenticated_by or row.public for row in rows)
