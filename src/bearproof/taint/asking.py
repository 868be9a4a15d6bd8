"""What does a handler ask of a request? The inputs it reads, how each is decoded, and what it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bearproof.catalog.rows import REQUEST, Kind
from bearproof.findings import Input
from bearproof.model.app import App, Run
from bearproof.model.events import Atom, Decided, InputRead, Side, SinkCalled
from bearproof.model.ir import Pos
from bearproof.model.labels import LOADED, THROUGH, Label, Trace

_Where = tuple[Kind, tuple[str, ...]]
_JSON = ("get_json", "json")
#: A body has no name of its own; every other carrier's first key is its name.
_CLAIMS = frozenset({Kind.UNVERIFIED_CLAIM, Kind.VERIFIED_CLAIM})
_NAMELESS = frozenset({Kind.BODY})


def inputs(run: Run) -> tuple[Input, ...]:
    """Everything that a run reads of the request, in order of first reading."""
    reads: dict[_Where, InputRead] = {}
    optional: set[_Where] = set()
    for event in run.events:
        if isinstance(event, InputRead):
            where = _where(event.label)
            reads.setdefault(where, event)
            if not event.required:
                optional.add(where)
    compared = _compared(run)
    return tuple(
        replace(_input(event.label, reads), required=where not in optional, values=compared.get(where, ()))
        for where, event in reads.items()
        if event.label.kind in REQUEST
    )


def input_of(run: Run, label: Label, atom: Atom | None = None) -> Input | None:
    """Where the data of a label comes in; with the constants that an atom compares it with."""
    if label.kind not in REQUEST or (label.kind not in _NAMELESS and not label.keys):
        return None
    reads: dict[_Where, InputRead] = {}
    for event in run.events:
        if isinstance(event, InputRead):
            reads.setdefault(_where(event.label), event)
    values = tuple(dict.fromkeys(_constants(atom, label))) if atom is not None else ()
    return replace(_input(label, reads), required=True, values=values)


def claims(run: Run) -> tuple[Input, ...]:
    """The claims of a token that a run's conditions read, with what they are compared with."""
    return tuple(
        Input("claim", "", tuple(f".{key}" for key in keys), values=values)
        for (kind, keys), values in _compared(run).items()
        if kind in _CLAIMS and keys
    )


def fields(app: App, path: str, pos: Pos) -> tuple[Input, ...]:
    """The keys that anybody reads from what a dangerous call answers, once each, required if nobody does without."""
    found: dict[tuple[str, ...], Input] = {}
    for run in app.runs:
        begins = _documents(run, path, pos)
        compared = _compared(run) if begins else {}
        for event in run.events if begins else ():
            if not isinstance(event, InputRead) or not _loaded_at(event.label, path, pos):
                continue
            own = event.label.keys[begins.get(event.label.kind, 0) :]
            if not own:
                continue
            known = found.get(own)
            values = (*(known.values if known else ()), *compared.get(_where(event.label), ()))
            required = event.required and (known is None or known.required)
            found[own] = Input("", "", tuple(f".{key}" for key in own), required, tuple(_unique(values)))
    return tuple(found.values())


def _input(label: Label, reads: dict[_Where, InputRead]) -> Input:
    chain = _chain(label)
    keys = list(label.keys)
    name = keys.pop(0) if keys and label.kind not in _NAMELESS else ""
    way: list[str] = []
    done = 0
    for at, key in enumerate(keys, len(label.keys) - len(keys) + 1):
        read = reads.get((label.kind, label.keys[:at]))
        reached = len(_chain(read.label)) if read is not None else len(chain)
        way += chain[done:reached]
        done = max(done, reached)
        way.append(f".{key}")
    way += chain[done:]
    return Input(carrier(label), name, tuple(way))


def carrier(label: Label) -> str:
    """Which part of the request a label is of: json, body, query and so on."""
    if label.kind is Kind.BODY:
        return "json" if _first(label).what.rpartition(".")[2] in _JSON else "body"
    return str(label.kind)


def _documents(run: Run, path: str, pos: Pos) -> dict[Kind, int]:
    """How many keys were read, by kind of carrier, before a document was loaded at this place."""
    return {
        label.kind: len(label.keys)
        for event in run.events
        if isinstance(event, SinkCalled) and (event.path, event.pos) == (path, pos)
        for label in event.labels
    }


def _loaded_at(label: Label, path: str, pos: Pos) -> bool:
    return any(link.path == path and link.pos == pos and link.what.startswith(LOADED) for link in _links(label))


def _chain(label: Label) -> list[str]:
    out = [_call(link.what) for link in _links(label) if link.what.startswith((THROUGH, LOADED))]
    out.reverse()
    return out


def _call(what: str) -> str:
    return what.removeprefix(THROUGH).removeprefix(LOADED)


def _links(label: Label) -> Iterator[Trace]:
    link: Trace | None = label.trace
    while link is not None:
        yield link
        link = link.before


def _first(label: Label) -> Trace:
    link = label.trace
    while link.before is not None:
        link = link.before
    return link


def _where(label: Label) -> _Where:
    return label.kind, label.keys


def _compared(run: Run) -> dict[_Where, tuple[object, ...]]:
    out: dict[_Where, list[object]] = {}
    for event in run.events:
        if not isinstance(event, Decided):
            continue
        for atom in event.atoms:
            for label in atom.labels:
                out.setdefault(_where(label), []).extend(_constants(atom, label))
    return {where: tuple(_unique(values)) for where, values in out.items()}


def _constants(atom: Atom, label: Label) -> list[object]:
    """What the label is compared with; where something is looked for in it, a list that holds that."""
    of_left = any(_where(each) == _where(label) for each in atom.left.labels)
    if atom.op == "truth":
        return [True]
    other: Side = atom.right if of_left else atom.left
    flat = [part for const in other.consts for part in (const if isinstance(const, (tuple, frozenset)) else (const,))]
    plain: list[object] = [part for part in flat if isinstance(part, (str, int, float, bool)) or part is None]
    if atom.op in {"In", "NotIn"} and not of_left:
        return [(part,) for part in plain]
    return plain


def _unique(values: Iterable[object]) -> Iterator[object]:
    """The values in order, once each; a truth value is not the number that it equals."""
    seen: set[tuple[type, object]] = set()
    for value in values:
        if (type(value), value) not in seen:
            seen.add((type(value), value))
            yield value
