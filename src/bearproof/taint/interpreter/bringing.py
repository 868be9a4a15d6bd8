"""What do library objects bring in? What a call answers that reads from outside, and the elements of a consumer."""

from __future__ import annotations

from bearproof.catalog.rows import Kind
from bearproof.model import ir
from bearproof.model.labels import INEXACT, THROUGH, UNSURE, Labels, marked, merged
from bearproof.taint import knowledge
from bearproof.taint.entering import near
from bearproof.taint.frames import Frame, Machine, step
from bearproof.taint.interpreter import objects
from bearproof.taint.values import Ext, Value


def called(m: Machine, frame: Frame, func: Ext, source: tuple[Kind, Labels], pos: ir.Pos) -> Value:
    """What a call brings in; an answer hangs on what was asked, too: an address that the sender chose, for one."""
    kind, asked = source
    if func.ident and near.is_near(m, func):
        return Ext(f"{func.name}()")
    labels: Labels = (objects.source_label(m, frame, pos, (kind, func.name)),)
    if asked:
        labels = merged(labels, marked(step(asked, frame, pos, f"{THROUGH}{func.name}"), INEXACT, UNSURE))
    return Ext(f"{func.name}()", labels)


def element(m: Machine, frame: Frame, value: Ext, pos: ir.Pos) -> Value:
    """Any one element of a library object."""
    name = f"{value.name}[]" if value.name else ""
    brought = knowledge.ITERATED.get(value.name)
    if brought is not None and not value.labels:
        return Ext(name, (objects.source_label(m, frame, pos, (brought, value.name)),))
    return Ext(name, step(value.labels, frame, pos, "is iterated over"))
