"""Which entry of a table may a key not name? A constant that was refused is no choice any more."""

from __future__ import annotations

from collections.abc import Iterable

from bearproof.model.labels import Label
from bearproof.taint.values import Cond, Const, Value

Fact = tuple[object, ...]
_NOT, _IS = "other than", "is"


def facts(op: str, left: Value, right: Value) -> tuple[frozenset[Fact], frozenset[Fact]]:
    """What is known where `key == "constant"` holds, and where it does not."""
    if op not in {"Eq", "NotEq"}:
        return frozenset(), frozenset()
    for one, other in ((left, right), (right, left)):
        if one.labels and isinstance(other, Const) and isinstance(other.value, str) and not other.labels:
            known, value = one.labels, other.value
            return frozenset(_fact(_IS, x, value) for x in known), frozenset(_fact(_NOT, x, value) for x in known)
    return frozenset(), frozenset()


def under_settings(conds: Iterable[Cond]) -> frozenset[Fact]:
    """What is known where `setting and key == "constant"` does not hold.

    A refusal that names the choice was meant, though a setting of the process must be on for it: which setting is in
    force is not in the source, and what a deployment switches off is not told.
    """
    said = [cond for cond in conds if cond.labels]
    if len(said) != 1 or len(said[0].atoms) > 1:
        return frozenset()
    return frozenset(fact for fact in said[0].when_false if fact[0] == _NOT)


def left(items: dict[object, Value], index: Value, known: frozenset[object]) -> dict[object, Value]:
    """The entries of a table that a key may still name."""
    if not known or not index.labels:
        return items
    only = [key for key in items if all(_fact(_IS, label, key) in known for label in index.labels)]
    if only:
        return {key: items[key] for key in only}
    return {
        key: value
        for key, value in items.items()
        if not all(_fact(_NOT, label, key) in known for label in index.labels)
    }


def _fact(how: str, label: Label, value: object) -> Fact:
    # The very value: what was made of the same source otherwise is another key.
    return (how, label.kind, label.keys, label.marks, value)
