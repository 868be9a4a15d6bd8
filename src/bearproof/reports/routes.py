"""How is each route protected? The table of `bearproof routes`, the most worrying routes first."""

from __future__ import annotations

import enum
import json
from collections import Counter
from importlib.resources import files
from typing import cast

from bearproof.findings import Disagreement, Result, RouteRow
from bearproof.reports.plain import code_span, counted, encodable, harmless, listed, one_line

#: What the columns of the table are called; the last stands there only beside a document of the API.
HEADS = (
    "METHOD", "PATH", "HANDLER", "AUTHENTICATED BY", "VERIFIED", "DECIDES ON", "OBJECT CHECK", "BODY", "EXPOSURE",
    "PROMISED",
)  # fmt: skip
#: What is said of an app on which nobody is ever asked, instead of saying it of each route.
_NO_ONE = "This app asks nobody who they are, on any route."
_CELL = 120


class Worry(enum.IntEnum):
    """What a route gives cause to think, the worst first."""

    PUBLIC_BY_SILENCE = 0
    NOT_VERIFIED = 1
    PUBLIC_BY_DECISION = 2
    VERIFIED = 3

    @property
    def words(self) -> str:
        """The worry as the table prints it."""
        return self.name.lower().replace("_", " ")


def worry(row: RouteRow) -> Worry:
    """Which worry a route gives: nobody asks who calls, nobody verifies what they say, or neither."""
    if row.public:
        return Worry.PUBLIC_BY_DECISION
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
        return "\n".join(["No routes were found.", *_below(result), ""])
    names, told = heads(rows), table(rows)
    widths = [max(len(cell) for cell in column) for column in zip(names, *told, strict=True)]
    if sum(widths) + 2 * (len(widths) - 1) > width:
        lines = [line for row in told for line in _stacked(names, row)]
    else:
        lines = [_aligned(row, widths) for row in (names, *told)]
    return "\n".join([*lines, "", summary(rows), *_below(result), ""])


def _below(result: Result) -> list[str]:
    """What stands below the table: folders of files, and where the document and the code disagree."""
    lines = [f"{counted(len(result.files), 'folder')} of files, of which nothing is judged:"] if result.files else []
    lines += [f"  {harmless(row.path, _CELL)}  {harmless(str(row.place), _CELL)}" for row in result.files]
    found = result.disagreements
    if found:
        lines += ["", f"The document and the code disagree in {counted(len(found), 'thing')}:"]
    for item in found:
        lines += [f"  {item.kind}  {harmless(item.operation, _CELL)}", f"    {one_line(item.text)}"]
        lines += [f"    {harmless(where, _CELL)}" for where in places(item)]
    return lines


def places(item: Disagreement) -> list[str]:
    """Where the two sides of a disagreement stand: in the code, and in the document."""
    return [where for where in (str(item.place) if item.place is not None else "", item.promise) if where]


def as_json(result: Result) -> str:
    """The table as JSON: `schema_version` 1, `routes` in the same order, `files` and `disagreements`."""
    whole = {
        "schema_version": 1,
        "routes": [route_json(row) for row in by_worry(result)],
        "files": [
            {"path": encodable(row.path), "file": encodable(row.place.file), "line": row.place.line}
            for row in result.files
        ],
        "disagreements": [_disagreement_json(item) for item in result.disagreements],
    }
    return json.dumps(whole, indent=2, allow_nan=False) + "\n"


def schema() -> dict[str, object]:
    """The JSON Schema of `as_json`."""
    text = files("bearproof.reports").joinpath("schema/routes-1.json").read_text(encoding="utf-8")
    return cast("dict[str, object]", json.loads(text))


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
        "body": encodable(row.body),
        "exposure": exposure(row),
        "worry": worry(row).words,
        "promised": encodable(row.promised),
    }


def _disagreement_json(item: Disagreement) -> dict[str, object]:
    return {
        "kind": item.kind,
        "operation": encodable(item.operation),
        "text": encodable(item.text),
        "file": encodable(item.place.file) if item.place is not None else None,
        "line": item.place.line if item.place is not None else None,
        "promise": encodable(item.promise),
    }


def as_markdown(result: Result) -> str:
    """The table for a pull request or a page; what comes from the scanned tree stands in code spans only."""
    rows = by_worry(result)
    names = [head.capitalize() for head in heads(rows)]
    lines = [f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}"] if rows else ["No routes were found."]
    lines += [f"| {' | '.join(code_span(cell) for cell in row)} |" for row in table(rows)]
    lines += ["", summary(rows)] if rows else []
    if result.files:
        lines += ["", "Folders of files, of which nothing is judged:", ""]
        lines += [f"- {code_span(harmless(row.path, _CELL))}" for row in result.files]
    if result.disagreements:
        lines += ["", "| Disagreement | Operation | What | Where |", "| --- | --- | --- | --- |"]
    for item in result.disagreements:
        where = " ".join(code_span(harmless(place, _CELL)) for place in places(item))
        told = code_span(one_line(item.text))
        lines.append(f"| {item.kind} | {code_span(harmless(item.operation, _CELL))} | {told} | {where} |")
    return "\n".join([*lines, ""])


def heads(rows: list[RouteRow]) -> tuple[str, ...]:
    """The columns that the table has: what a document promises only where there is one."""
    return HEADS if any(row.promised for row in rows) else HEADS[:-1]


def table(rows: list[RouteRow]) -> list[tuple[str, ...]]:
    """The cells of all rows; where nobody is ever asked who they are, no row says so for itself."""
    quiet, columns = _nobody_is_asked(rows), len(heads(rows))
    return [cells(row, quiet=quiet)[:columns] for row in rows]


def cells(row: RouteRow, *, quiet: bool = False) -> tuple[str, ...]:
    """The cells of one row under `HEADS`, harmless to print."""
    level = worry(row)
    nobody = level in (Worry.PUBLIC_BY_SILENCE, Worry.PUBLIC_BY_DECISION)
    return (
        harmless(",".join(row.methods), _CELL),
        harmless(row.path, _CELL),
        f"{harmless(row.handler, _CELL)} {harmless(str(row.place), _CELL)}",
        "-" if quiet else one_line(row.authenticated_by, _CELL) or "nobody",
        "-" if nobody else one_line(row.verified, _CELL) or "no",
        one_line(row.decides_on, _CELL) or "-",
        one_line(row.object_check, _CELL) or "-",
        one_line(row.body, _CELL) or "-",
        "-" if quiet else exposure(row),
        one_line(row.promised, _CELL) or "-",
    )


def exposure(row: RouteRow) -> str:
    """Who gets in: everybody by decision or by silence, everybody who looks right, or only those who were verified."""
    told = {Worry.VERIFIED: "closed", Worry.NOT_VERIFIED: "open to all who look right"}
    return told.get(worry(row), worry(row).words)


def _aligned(row: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell.ljust(size) for cell, size in zip(row, widths, strict=True)).rstrip()


def _stacked(names: tuple[str, ...], row: tuple[str, ...]) -> list[str]:
    named = zip(names[2:], row[2:], strict=True)
    return [f"{row[0]} {row[1]}", *(f"  {head.lower()}: {cell}" for head, cell in named)]


def summary(rows: list[RouteRow]) -> str:
    """How many routes give which worry, in one sentence; of an app without authentication that it has none."""
    if _nobody_is_asked(rows):
        return f"{counted(len(rows), 'route')}. {_NO_ONE}"
    counts = Counter(worry(row) for row in rows)
    return f"{counted(len(rows), 'route')}: {listed([f'{counts[level]:,} {level.words}' for level in sorted(counts)])}."


def _nobody_is_asked(rows: list[RouteRow]) -> bool:
    return len(rows) > 1 and not any(row.authenticated_by or row.public for row in rows)
