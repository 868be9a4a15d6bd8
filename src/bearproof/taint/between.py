"""What does one request leave behind for another? Request data in objects and variables that outlive it."""

from __future__ import annotations

from bearproof.catalog.rows import REQUEST
from bearproof.model.labels import Labels
from bearproof.taint import joining
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import containers
from bearproof.taint.store import Key, Layer
from bearproof.taint.values import Instance, Mapping, Ref, Sequence, Value, join

Kept = dict[Key, object]
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
    m.store.layers[0].update(kept)
    return bool(kept)


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
