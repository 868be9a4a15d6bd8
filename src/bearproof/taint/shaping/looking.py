"""What does an expression of a class body name? Looked up where the class stands; nothing of the app is run for it."""

from __future__ import annotations

from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import containers, expressions, objects
from bearproof.taint.values import UNKNOWN, Class, Const, Ext, Value

_PLAIN = (str, int, float, bool, type(None))


def value_of(m: Machine, frame: Frame, node: ir.Expr | None) -> Value:
    """The value of a name, an attribute, a constant or a display; unknown for all else."""
    if isinstance(node, (ir.Name, ir.Attr, ir.Const, ir.Display, ir.DictDisplay, ir.Unary)):
        return expressions.evaluate(m, frame, node)
    return UNKNOWN


def constant(m: Machine, frame: Frame, node: ir.Expr | None) -> tuple[object] | None:
    """The plain constant that an expression is, as a tuple of one; None when it is none."""
    found = value_of(m, frame, node)
    if isinstance(found, Const) and isinstance(found.value, _PLAIN):
        return (found.value,)
    return None


def constants(m: Machine, frame: Frame, node: ir.Expr | None) -> list[object] | None:
    """The plain constants of a list, or the first of each pair in it; None where one is not known."""
    known = containers.known_constants(m, value_of(m, frame, node))
    if known is None:
        return None
    firsts = [item[0] if isinstance(item, tuple) and item else item for item in known]
    return list(firsts) if all(isinstance(item, _PLAIN) for item in firsts) else None


def called(m: Machine, frame: Frame, node: ir.Expr | None) -> tuple[str, ir.Call] | None:
    """The qualified name of what a call calls, and the call: of a class of the app its library base's."""
    if not isinstance(node, ir.Call):
        return None
    func = value_of(m, frame, node.func)
    if isinstance(func, Class):
        bases = objects.library_bases(func)
        return (bases[0], node) if bases else None
    return (func.name, node) if isinstance(func, Ext) and func.name else None


def argument(node: ir.Call, name: str, at: int = -1) -> ir.Expr | None:
    """An argument of a call, by keyword or position."""
    for key, given in node.keywords:
        if key == name:
            return given
    return node.args[at] if 0 <= at < len(node.args) else None
