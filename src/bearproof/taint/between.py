"""What does one request leave behind for another? Request data in objects and variables that outlive it."""

from __future__ import annotations

from dataclasses import replace

from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model.labels import CALLER, EARLIER, NAMED, Label, Labels
from bearproof.taint import joining
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import containers
from bearproof.taint.store import Key, Layer
from bearproof.taint.values import Instance, Mapping, Ref, Sequence, Union, Value, join, join_all

Kept = dict[Key, object]
#: Kinds that say who asked.
_OF_THEN = frozenset({Kind.VERIFIED_CLAIM, Kind.SESSION})
_MOST = 400


def remember(m: Machine, depth: int, kept: Kept) -> None:
    """Note what the root above `depth` wrote into cells that were there before it, where it is request data.

    What was tested on the way is not noted: the facts of the path are known only now, at its end.
    """
    base = m.store.layers[0]
    changes = m.store.since(depth)
    facts = m.facts
    found = False
    for key, value in changes.items():
        if key not in base or not isinstance(key, (int, tuple)):
            continue
        labels = containers.deep_labels(m, Ref(key)) if isinstance(key, int) else _labels(m, value)
        if any(label.kind in REQUEST and label.fact not in facts for label in labels):
            kept[key] = _joined(kept.get(key, base[key]), value)
            found = True
    if found and len(kept) < _MOST:
        _with_records(changes, base, kept)


def keep(m: Machine, kept: Kept) -> bool:
    """Make what was noted the state that every request starts from; False when there is nothing."""
    m.store.layers[0].update({key: _of_earlier(value) for key, value in kept.items()})
    return bool(kept)


def _of_earlier(held: object) -> object:
    """What an earlier request left, as a later one sees it: whoever was verified then is not who asks now."""
    if isinstance(held, Value):
        return _relabelled(held)
    if isinstance(held, Sequence):
        items = None if held.items is None else tuple(map(_relabelled, held.items))
        return Sequence(held.kind, items, None if held.rest is None else _relabelled(held.rest))
    if isinstance(held, Mapping):
        items_ = {key: _relabelled(value) for key, value in held.items.items()}
        return replace(held, items=items_, rest=None if held.rest is None else _relabelled(held.rest))
    if isinstance(held, Instance):
        fields = {key: _relabelled(value) for key, value in held.fields.items()}
        return Instance(held.cls, fields, None if held.rest is None else _relabelled(held.rest))
    return held


def _relabelled(value: Value) -> Value:
    if not value.labels:
        return value
    if isinstance(value, Union):
        return join_all([_relabelled(option) for option in value.options])
    return value.with_labels(tuple(map(_earlier, value.labels)))


def _earlier(label: Label) -> Label:
    kind = Kind.STORE if label.kind in _OF_THEN else label.kind
    return Label(kind, label.keys, (label.marks - {CALLER, NAMED}) | {EARLIER}, label.trace)


def _labels(m: Machine, value: object) -> Labels:
    return containers.deep_labels(m, value) if isinstance(value, Value) else ()


def _joined(before: object, after: object) -> object:
    if isinstance(before, Value) and isinstance(after, Value):
        return join(before, after)
    return joining.join_records(before, after)


def _with_records(changes: Layer, base: Layer, kept: Kept) -> None:
    """The records that the noted cells may refer to stay alive with them."""
    for key, value in changes.items():
        if isinstance(key, int) and key not in base and isinstance(value, (Sequence, Mapping, Instance)):
            kept[key] = value
