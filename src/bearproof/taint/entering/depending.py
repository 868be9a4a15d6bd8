"""What does a parameter's annotation say besides its type, and what does a dependency answer?"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.catalog import entries
from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import containers
from bearproof.taint.values import UNKNOWN, Ext, Partial, Value, options


def metadata(m: Machine, frame: Frame, hint: ir.Expr | None) -> Iterator[Value]:
    """What `Annotated[type, …]` says besides the type, also under a name of its own."""
    from bearproof.taint.interpreter import expressions  # noqa: PLC0415  # the interpreter's modules import each other

    if isinstance(hint, ir.Index) and isinstance(hint.index, ir.Display):
        for part in hint.index.items[1:]:
            if isinstance(part, (ir.Call, ir.Name, ir.Attr)):
                yield expressions.evaluate(m, frame, part)
    elif isinstance(hint, ir.Binary):
        yield from metadata(m, frame, hint.left)
    elif isinstance(hint, (ir.Name, ir.Attr)):
        yield from annotated(expressions.evaluate(m, frame, hint))[1:]


def annotated(value: Value) -> tuple[Value, ...]:
    """The parts of `Annotated[…]` that were given a name; none where it is something else."""
    if isinstance(value, Partial) and isinstance(value.func, Ext) and value.func.name in entries.ANNOTATED:
        return value.args
    return ()


def wanted(value: Value) -> Value | None:
    """What a dependency asks for; None where the value is no dependency."""
    if isinstance(value, Partial) and isinstance(value.func, Ext) and value.func.name in entries.DEPENDS:
        return value.args[0] if value.args else value.keywords.get("dependency", UNKNOWN)
    return None


def listed(m: Machine, keywords: dict[str, Value]) -> tuple[Value, ...]:
    """The dependencies that a route or a router is given in a list."""
    given = keywords.get("dependencies")
    return tuple(item for item in (containers.known_items(m, given) if given is not None else None) or ()
                 if any(wanted(option) is not None for option in options(item)))  # fmt: skip
