"""What is asked of the address of a request? Tests of its path, method or endpoint, by which hooks let some pass."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bearproof.model import ir
from bearproof.model.events import Atom, Side
from bearproof.model.labels import ADDRESS
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import conditions
from bearproof.taint.values import Cond, Ext, Value

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
#: What a request says of where it goes: not data that its sender chose, where routes have no converters.
PARTS = frozenset(
    f"{name}.{part}"
    for name in ("flask.request", "quart.request")
    for part in ("path", "full_path", "method", "endpoint", "blueprint", "url_rule", "script_root")
)
_OPPOSITE = {
    "truth": "not truth",
    "In": "NotIn",
    "Eq": "NotEq",
    "startswith": "not startswith",
    "endswith": "not endswith",
    "Is": "IsNot",
}
_OPPOSITES = {**_OPPOSITE, **{no: yes for yes, no in _OPPOSITE.items()}}


def of_address(atom: Atom) -> bool:
    """Whether an atom tests where the request goes."""
    return atom.left.name in PARTS or atom.right.name in PARTS


def apart(side: Side) -> Side:
    """A side of a test without what is known of where the request goes: that decides nothing by its sender's word."""
    labels = tuple(label for label in side.labels if ADDRESS not in label.marks)
    return side if len(labels) == len(side.labels) else replace(side, labels=labels)


def negated(atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """The atoms of a condition with `not` before it: those about addresses say the opposite."""
    return tuple(replace(atom, op=_OPPOSITES.get(atom.op, atom.op)) if of_address(atom) else atom for atom in atoms)


def _tested(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`request.path.startswith("/api")`, `request.path.rstrip("/").endswith(OPEN)`."""
    args, _, pos = call
    owner, _, op = func.name.rpartition(".")
    if owner.endswith("()"):
        owner = owner.rpartition(".")[0]
    if not args or func.labels:
        return None
    one = conditions.side(m, Ext(owner))
    return Cond((Atom(op, one, conditions.side(m, args[0]), frame.path, pos),), ())


#: Methods after which a path still says where the request goes.
_ALIKE = ("", ".rstrip()", ".lstrip()", ".strip()", ".lower()", ".removesuffix()", ".casefold()")

HANDLERS: dict[str, Callable[[Machine, Frame, Ext, Call], Value | None]] = {
    f"{part}{alike}.{op}": _tested for part in PARTS for alike in _ALIKE for op in ("startswith", "endswith")
}
