"""What was asked of data on its way to a dangerous call, and is not enough? It makes a finding less sure."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from bearproof.model.events import Atom, Doubt
from bearproof.model.labels import INEXACT, Labels
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import conditions

#: Tests of a part of the data: its beginning or end, a pattern that is found in it, a word that must not stand in it.
_IN_PART = frozenset({"startswith", "endswith", "call"})
_LOOKING = frozenset({"In", "NotIn"})
_EQUAL = frozenset({"Eq", "NotEq"})
_MOST = 3
_ASSERTED = "is asserted, and python -O leaves assertions out"
_PARTLY = "is asked first, and lets other data of the sender's pass"


def about(m: Machine, labels: Labels) -> tuple[Doubt, ...]:
    """The tests of this very data that stand before a call, and do not keep it from what is dangerous."""
    return tuple(_found(m, labels))[:_MOST]


def _found(m: Machine, labels: Labels) -> Iterator[Doubt]:
    asked = {label.fact for label in labels}
    for facts, path, pos in m.asserted:
        if any(label.fact in facts or conditions.is_signed(label, facts) for label in labels):
            yield Doubt(path, pos, _ASSERTED)
    told = set()
    for decided, _ in m.decisions:
        where = (decided.path, decided.pos)
        if where not in told and any(_in_part(atom, asked) for atom in decided.atoms):
            told.add(where)
            yield Doubt(*where, _PARTLY)


def _in_part(atom: Atom, asked: Collection[object]) -> bool:
    if atom.op in _LOOKING:
        # A word is looked for in the data; the data that is looked for in a list is another thing.
        return any(label.fact in asked for label in atom.right.labels)
    if atom.op in _EQUAL:
        # A digest that anybody can compute, or a code whose key is known.
        return any(label.fact in asked and INEXACT in label.marks for label in atom.labels) and bool(
            atom.left.labels and atom.right.labels
        )
    return atom.op in _IN_PART and any(label.fact in asked for label in atom.labels)
