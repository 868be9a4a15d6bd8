"""Which data reached which call? The answers that checks are made of, with traces for the reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from bearproof.catalog.rows import ASKED_FOR, REQUEST, Kind
from bearproof.findings import Input, Place, Step
from bearproof.model.app import App, Run
from bearproof.model.events import Doubt, Event, SinkCalled
from bearproof.model.ir import Pos
from bearproof.model.labels import UNSURE, Label, Trace
from bearproof.taint.asking import fields, input_of
from bearproof.taint.stored.matching import Shelves

_E = TypeVar("_E", bound=Event)
_MOST_STEPS = 24
#: So much of a test's own text is told.
_LONGEST = 60
_DANGEROUS = ("pickle", "yaml", "deserializer", "code")
#: What whoever sends the request writes: a claim that nobody verified is their word, too.
SENT = REQUEST | {Kind.UNVERIFIED_CLAIM}


@dataclass(frozen=True, slots=True)
class Flow:
    """Request data on its way to a dangerous call, in one operation (None: in a function that no route leads to)."""

    call: str
    use: str
    label: Label
    place: Place
    operation: str | None
    trace: tuple[Step, ...]
    source_text: str
    sink_text: str
    input: Input | None = None
    fields: tuple[Input, ...] = ()
    #: Tests on the way that are not enough, each with the reason.
    doubts: tuple[Step, ...] = ()


def flows(app: App, *families: str, kinds: Iterable[Kind] = SENT) -> Iterator[Flow]:
    """Every flow of those kinds into a call of the families; one per call and operation."""
    wanted = frozenset(kinds)
    shelves = Shelves(app)
    told: set[tuple[str, Pos, str | None]] = set()
    for run, event in seen(app, SinkCalled):
        if event.sink.family not in families:
            continue
        label = next((label for label in event.labels if label.kind in wanted), None)
        at_once = label is not None
        if label is None:
            label = next((found for each in event.labels for found in shelves.origins(each, wanted)), None)
        where = (event.path, event.pos, operation(run))
        if label is not None and where not in told and (run.route is not None or (*where[:2], "") not in told):
            told.add(where)
            if run.route is not None:
                told.add((*where[:2], ""))
            yield Flow(
                event.sink.call,
                event.sink.use,
                label,
                app.place(event.path, event.pos),
                operation(run),
                trace(app, label),
                source_text(app, label),
                app.text(event.path, event.pos),
                input_of(run, label) if at_once else None,
                fields(app, event.path, event.pos),
                tuple(_doubt(app, doubt) for doubt in event.doubts),
            )


def _doubt(app: App, doubt: Doubt) -> Step:
    text = " ".join(app.text(doubt.path, doubt.pos).split())
    return Step(app.place(doubt.path, doubt.pos), f"`{text[:_LONGEST]}` {doubt.what}")


def flows_of(app: App, kind: Kind) -> Iterator[Flow]:
    """Flows of a weaker source into any dangerous call, once for each; what a request reaches is told as that alone."""
    told = {(flow.place, flow.call) for flow in flows(app, *_DANGEROUS)}
    for flow in flows(app, *_DANGEROUS, kinds=(kind,)):
        where = (flow.place, flow.call)
        if where not in told:
            told.add(where)
            yield flow


def seen(app: App, kind: type[_E]) -> Iterator[tuple[Run, _E]]:
    """Events of a kind, once per place and operation; without one only where no operation came there."""
    known: set[tuple[object, ...]] = set()
    routed: set[tuple[str, Pos]] = set()
    for run, event in sorted(app.events(kind), key=_rank):
        where = (event.path, event.pos)
        key = (where, operation(run))
        if key in known or (run.route is None and where in routed):
            continue
        if _worth(event):
            known.add(key)
            routed.add(where)
        yield run, event


def _rank(pair: tuple[Run, Event]) -> tuple[bool, bool]:
    """What a route does stands first, and data that surely is the sender's before what was only looked up with it."""
    run, event = pair
    unsure = run.route is None and isinstance(event, SinkCalled) and all(UNSURE in x.marks for x in event.labels)
    return run.route is None, unsure


def _worth(event: Event) -> bool:
    """Whether an event settles its place: a sink seen without request data may be seen again with it."""
    return not isinstance(event, SinkCalled) or any(label.kind in SENT | ASKED_FOR for label in event.labels)


def operation(run: Run) -> str | None:
    """The operation that a run stands for."""
    return run.route.operation if run.route is not None else None


def trace(app: App, label: Label) -> tuple[Step, ...]:
    """The steps from the source on; the first is the source's own text."""
    links: list[Trace] = []
    link: Trace | None = label.trace
    while link is not None:
        links.append(link)
        link = link.before
    links.reverse()
    if len(links) > _MOST_STEPS:
        links = [*links[: _MOST_STEPS // 2], *links[-_MOST_STEPS // 2 :]]
    first, *rest = links
    start = Step(app.place(first.path, first.pos), _start_text(app, label, first))
    return (start, *(Step(app.place(link.path, link.pos), link.what) for link in rest))


def source_text(app: App, label: Label) -> str:
    """The text of the source that a label came from."""
    link = label.trace
    while link.before is not None:
        link = link.before
    return app.text(link.path, link.pos)


def source_named(label: Label) -> str:
    """`query "data"`: the source in words, for messages."""
    return f'{label.kind} "{".".join(label.keys)}"' if label.keys else f"the {label.kind}"


def _start_text(app: App, label: Label, link: Trace) -> str:
    if label.kind is Kind.PATH:
        return f"path parameter {'.'.join(label.keys)}"
    text = app.text(link.path, link.pos)
    return text if text and len(text) <= 80 and "\n" not in text else source_named(label)
