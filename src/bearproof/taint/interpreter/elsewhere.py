"""What does an object hold that its constructor does not set? Another method of it may be asked to run first."""

from __future__ import annotations

import re

from bearproof.model import ir
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import calls, containers, objects
from bearproof.taint.values import Const, Func, Instance, Ref, Value

_ASSIGNS = re.compile(rb"\bself\.(\w+)\b[^=\n]*=(?!=)")


def held(m: Machine, receiver: Ref, name: str, before: Value | None) -> Value | None:
    """What another method keeps in an attribute that is not there yet, or is None; None where no method does."""
    record = containers.record_of(m, receiver)
    if not isinstance(record, Instance) or (before is not None and not _is_none(before)):
        return before
    word = name.encode()
    for cls in objects.mro(record.cls):
        for method in list(cls.attrs.values()):
            if isinstance(method, Func) and word in _assigned(m, method.code) and _asked(m, receiver, method):
                after = containers.record_of(m, receiver)
                found = after.fields.get(name) if isinstance(after, Instance) else None
                if found is not None and not _is_none(found):
                    return found
    return before


def _asked(m: Machine, receiver: Ref, method: Func) -> bool:
    """Run a method that assigns the attribute, once for each object."""
    code, key = method.code, (receiver.id, method.code.key)
    if key in m.asked_for or code in m.stack or method.kind != "function":
        return False
    m.asked_for.add(key)
    m.at_root = True
    calls.call_function(m, method.frame, objects.bound(method, receiver), (), {}, calls.NOWHERE)
    return True


def _assigned(m: Machine, code: ir.Code) -> frozenset[bytes]:
    """The attributes that a function assigns, by its own text."""
    known = m.assigning.get(code.key)
    if known is None:
        text = m.project.interest.text(code)
        known = m.assigning[code.key] = frozenset(_ASSIGNS.findall(text)) if b"self." in text else frozenset()
    return known


def _is_none(value: Value) -> bool:
    return isinstance(value, Const) and value.value is None
