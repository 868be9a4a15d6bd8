"""Does a path stay in its folder? What joins, resolves and tests paths, so that a name leads nowhere else."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.model import ir
from bearproof.model.events import Atom
from bearproof.model.labels import INEXACT, Labels, marked
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import conditions, containers
from bearproof.taint.values import Cond, Const, Ext, Sequence, Value

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
Handler = Callable[[Machine, Frame, Ext, Call], Value | None]
Fact = tuple[object, ...]

#: The value is a name or path that cannot lead out of a folder, and: it has no `..` and no links left.
WITHIN, RESOLVED = "within", "resolved"
_NAMING = ("werkzeug.utils.secure_filename", "os.path.basename", "ntpath.basename", "posixpath.basename")
_RESOLVING = ("os.path.realpath", "os.path.abspath", "os.path.normpath")
_COMMON = ("os.path.commonpath", "os.path.commonprefix")
_PATHS = ("pathlib.Path", "pathlib.PurePath")
#: What is left of a path when only its last part is taken.
LAST = frozenset({"name", "stem"})


def outside(m: Machine, labels: Labels) -> Labels:
    """The labels of a path that may lead anywhere."""
    return tuple(label for label in labels if WITHIN not in label.marks and ("within", *label.fact) not in m.facts)


def facts(labels: Labels) -> frozenset[Fact]:
    """What is known once a resolved path was seen to begin with a folder of ours."""
    return frozenset(("within", *label.fact) for label in labels if RESOLVED in label.marks)


def begins(receiver: Ext, args: tuple[Value, ...]) -> frozenset[Fact]:
    """What `path.startswith(folder)` tells."""
    return facts(receiver.labels) if args and not args[0].labels else frozenset()


def compared(op: str, left: Value, right: Value) -> frozenset[Fact]:
    """What `commonpath([folder, path]) == folder` and `folder in path.parents` tell where they hold."""
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Ext) and one.labels and not other.labels:
            common = op in {"Eq", "NotEq"} and one.name.removesuffix("()") in _COMMON
            if common or (op in {"In", "NotIn"} and one is right and one.name == "pathlib.Path.parents"):
                return facts(one.labels)
    return frozenset()


def last(value: Ext, name: str) -> Ext | None:
    """`path.name`, `path.stem`; None for any other attribute."""
    if name not in LAST or not value.name.startswith("pathlib."):
        return None
    return Ext("", marked(value.labels, WITHIN, INEXACT))


def _marking(mark: str, *, path: bool) -> Handler:
    def handler(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
        args, _, _ = call
        given: Value = func if path else args[0] if args else Const(None)
        labels = containers.deep_labels(m, given)
        if not labels:
            return None
        ident = given.ident if isinstance(given, Ext) else ()
        del frame
        return Ext(_PATHS[0] if path else f"{func.name}()", marked(labels, mark, INEXACT), ident)

    return handler


def _common(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, _, _ = call
    record = containers.record_of(m, args[0]) if args else None
    if not isinstance(record, Sequence) or not any(not part.labels for part in record.items or ()):
        return None
    del frame
    return Ext(f"{func.name}()", marked(containers.deep_labels(m, args[0]), INEXACT))


def _relative(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`path.is_relative_to(folder)`; `path.relative_to(folder)` raises where it is not."""
    args, _, pos = call
    if not func.labels or not args or args[0].labels:
        return None
    known = facts(func.labels)
    if func.name.endswith(".relative_to"):
        m.assume(known)
        return Ext(_PATHS[0], func.labels)
    one, other = conditions.side(m, Ext("", func.labels)), conditions.side(m, args[0])
    return Cond((Atom("call", one, other, frame.module.path, pos, func.name),), func.labels, known)


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(_NAMING, _marking(WITHIN, path=False)),
    **dict.fromkeys(_RESOLVING, _marking(RESOLVED, path=False)),
    **dict.fromkeys(_COMMON, _common),
    **{f"{path}.{method}": _marking(RESOLVED, path=True) for path in _PATHS for method in ("resolve", "absolute")},
    **{f"{path}.{method}": _relative for path in _PATHS for method in ("is_relative_to", "relative_to")},
}
