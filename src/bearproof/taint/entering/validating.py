"""Which schema takes request data in? Noted where a class of the app is given what the sender wrote."""

from __future__ import annotations

from bearproof.catalog import shapes
from bearproof.catalog.rows import REQUEST, Kind
from bearproof.model import ir
from bearproof.model.events import Validated
from bearproof.model.interest import SETTING_UP
from bearproof.model.labels import Label, Labels
from bearproof.taint.frames import Frame, Machine, origin
from bearproof.taint.interpreter import objects
from bearproof.taint.values import Class, Value, options


def noted(m: Machine, frame: Frame, kind: Value, labels: Labels, pos: ir.Pos) -> None:
    """A value of the request is validated as a type: remembered when the type is a class of the app."""
    for option in options(kind):
        if isinstance(option, Class):
            m.routing.classes.setdefault(option.key, option)
            for label in labels:
                if label.kind in REQUEST:
                    m.log.append(Validated(frame.module.path, pos, label, option.key))


def form_made(m: Machine, frame: Frame, cls: Class, pos: ir.Pos) -> None:
    """A form of the app was made while a request is served: it fills itself from what was sent."""
    if m.markers is not SETTING_UP and any(base in shapes.FORMS for base in objects.library_bases(cls)):
        label = Label(Kind.FORM, (), frozenset(), origin(frame, pos, "flask.request.form"))
        noted(m, frame, cls, (label,), pos)
