"""How is each route protected? The rows of the routes table, from what was seen to happen on each."""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog import words
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.findings import RouteRow
from bearproof.model.app import App, Run
from bearproof.model.events import Decided, TokenRead
from bearproof.model.labels import DESERIALIZED
from bearproof.taint.asking import inputs


def rows(app: App) -> Iterator[RouteRow]:
    """One row per operation, in order of discovery."""
    seen: set[tuple[object, ...]] = set()
    for run in app.runs:
        route = run.route
        if route is None:
            continue
        methods = tuple(name for name in route.methods if name not in {"HEAD", "OPTIONS"}) or route.methods
        key = (methods, route.rule, route.path, route.pos)
        if key in seen:
            continue
        seen.add(key)
        verified = sorted({_reading(event) for event in run.events if isinstance(event, TokenRead)})
        yield RouteRow(
            methods,
            route.rule,
            route.handler,
            app.place(route.path, route.pos),
            ", ".join(_authenticated(run)),
            ", ".join(verified),
            ", ".join(_decides_on(run)),
            inputs=inputs(run),
        )


def _authenticated(run: Run) -> list[str]:
    marks = run.route.marks if run.route is not None else ()
    known = [mark.rpartition(".")[2] for mark in marks if mark in words.AUTHENTICATING]
    read = sorted({event.name for event in run.events if isinstance(event, TokenRead) and event.verified})
    return [*known, *read]


def _reading(event: TokenRead) -> str:
    if event.none_allowed:
        return "nothing: `none` is allowed"
    return "signature" if event.verified else "nothing"


def _decides_on(run: Run) -> list[str]:
    """What the refusing conditions of a route read, most trusted first."""
    found: set[str] = set()
    for event in run.events:
        if not isinstance(event, Decided) or not event.statuses & words.REFUSING_STATUSES:
            continue
        for label in (label for atom in event.atoms for label in atom.labels):
            if DESERIALIZED in label.marks:
                found.add("deserialized data")
            elif label.kind in REQUEST or label.kind in {
                Kind.VERIFIED_CLAIM,
                Kind.SESSION,
                Kind.STORE,
                Kind.UNVERIFIED_CLAIM,
            }:
                found.add(str(label.kind))
    return sorted(found)
