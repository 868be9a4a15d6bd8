"""What is in a dictionary after another one was merged into it?"""

from __future__ import annotations

from dataclasses import replace

from bearproof.catalog import authentication
from bearproof.model.labels import Labels, marked, merged
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import containers
from bearproof.taint.values import Ext, Mapping, Value, join, options


def open_labels(m: Machine, other: Value) -> Labels:
    """The labels of a mapping whose keys are not known: those of known keys name nothing that the sender chose."""
    record = containers.record_of(m, other)
    if isinstance(record, Mapping):
        return record.names if record.rest is None else merged(containers.deep_labels(m, record.rest), record.names)
    return containers.deep_labels(m, other)


def united(m: Machine, record: Mapping, other: Value, mark: str) -> Mapping:
    """The mapping after the other was merged into it; what both held carries the mark."""
    items, rest, names = dict(record.items), record.rest, record.names
    for option in options(other):
        theirs = containers.record_of(m, option)
        if isinstance(theirs, Mapping):
            items.update(theirs.items)
            names = merged(names, theirs.names)
            rest = theirs.rest if rest is None else (join(rest, theirs.rest) if theirs.rest is not None else rest)
        else:
            # All headers together keep their name: a log of them is one of every credential.
            name = option.name if isinstance(option, Ext) and option.name in authentication.ALL_HEADERS else ""
            whole = Ext(name, containers.deep_labels(m, option))
            if whole.labels:
                rest = whole if rest is None else Ext("", merged(rest.labels, whole.labels))
    if mark:
        items = {key: marked_with(value, mark) for key, value in items.items()}
        rest = None if rest is None else marked_with(rest, mark)
    return replace(record, items=items, rest=rest, names=names, last=_after(m, record, other))


def _after(m: Machine, record: Mapping, other: Value) -> frozenset[object]:
    """The keys that are surely as they were written last, after another mapping was merged in."""
    theirs = containers.record_of(m, other)
    if not isinstance(theirs, Mapping):
        return frozenset() if containers.deep_labels(m, other) else record.last
    return record.last | theirs.items.keys() if theirs.rest is None else theirs.last


def marked_with(value: Value, mark: str) -> Value:
    """The value with a mark on its labels, where it has any."""
    return value.with_labels(marked(value.labels, mark)) if value.labels else value
