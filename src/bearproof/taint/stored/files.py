"""What lies in a file? Files are told apart by their path, as far as it is constant, or by where they were made."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.catalog import stores
from bearproof.model import ir
from bearproof.model.labels import INEXACT, Labels, marked, merged
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import containers, inside, reaching
from bearproof.taint.stored import keys, places, shelves
from bearproof.taint.values import UNKNOWN, Const, Ext, Sequence, Value, join

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
_FILE = "file"


def spoken(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`open`, `os.path.join`, `Path`, `mkstemp`: what they answer, with the path in its identity."""
    args, keywords, pos = call
    if func.name in stores.TEMPORARY:
        path = Ext(f"{func.name}()", (), ("temporary", frame.module.path, *pos))
        return containers.make(m, Sequence("tuple", (UNKNOWN, path))) if func.name == "tempfile.mkstemp" else path
    if func.name in stores.JOINS:
        return _joined(m, func, args)
    mode = args[1] if len(args) > 1 else keywords.get("mode", Const("r"))
    place: Value = args[0] if args else UNKNOWN
    found = opened(m, frame, place, mode, pos)
    if found is None and place.labels and not inside.outside(m, place.labels):
        # A file of a folder that is not known, which an upload may have been saved in.
        return Ext("builtins.open()", shelves.taken(m, frame, (_FILE, places.ANYWHERE), pos, "is read from a folder"))
    return found


def opened(m: Machine, frame: Frame, path: Value, mode: Value, pos: ir.Pos) -> Value | None:
    """A file that is opened at a path of which something is known; None when nothing is."""
    key = keys.key(m, path)
    if key[0] not in "=^":
        return None
    ident = (_FILE, key)
    labels: Labels = marked(inside.outside(m, containers.deep_labels(m, path)), INEXACT)
    if isinstance(mode, Const) and isinstance(mode.value, str) and not {"w", "a", "x"} & set(mode.value):
        labels = merged(labels, shelves.taken(m, frame, ident, pos, f"is read from {places.shown(ident)}"))
    return Ext("builtins.open()", labels, ident)


def _joined(m: Machine, func: Ext, args: tuple[Value, ...]) -> Value | None:
    """A path put together: constant as a whole, or from its beginning on."""
    if not args or func.labels:
        return None
    if func.name in stores.SAFE_JOINS and not args[0].labels:
        # Whatever is joined, the path stays below the first part.
        args = (args[0], *(Ext("") if part.labels else part for part in args[1:]))
    texts = [part.value for part in args if isinstance(part, Const) and isinstance(part.value, str)]
    labels = marked(merged(*(containers.deep_labels(m, part) for part in args)), INEXACT)
    name = func.name if func.name.startswith("pathlib.") else f"{func.name}()"
    if len(texts) == len(args) and not labels:
        return Ext(name, (), ("whole", "/".join(texts))) if name == func.name else Const("/".join(texts))
    first = _beginning(args[0])
    if first is None:
        return Ext(name, labels) if func.name in stores.SAFE_JOINS else None
    if len(args) == 1:
        return Ext(name, labels, args[0].ident if isinstance(args[0], Ext) else (reaching.PREFIX, first))
    return Ext(name, labels, (reaching.PREFIX, f"{first.rstrip('/')}/"))


def below(m: Machine, left: Value, right: Value) -> Value | None:
    """`Path(…) / name`; None when the left side is no path that is known."""
    if not (isinstance(left, Ext) and left.name.startswith("pathlib.")):
        return None
    return _joined(m, Ext(left.name), (left, right))


def _beginning(value: Value) -> str | None:
    if isinstance(value, Const) and isinstance(value.value, str):
        return value.value
    if isinstance(value, Ext) and value.ident[:1] in {(reaching.PREFIX,), ("whole",)}:
        return str(value.ident[1])
    return None


def method(m: Machine, frame: Frame, receiver: Ext, called: tuple[str, Call], default: Callable[[], Value]) -> Value:
    """`file.write(data)`, `path.write_bytes(data)`, `upload.save(path)`, `path.read_bytes()`."""
    name, (args, keywords, pos) = called
    path = Ext("", (), receiver.ident) if receiver.name.startswith("pathlib.") else None
    if name == "save" and args and receiver.labels:
        key = keys.key(m, args[0])
        shelves.note(m, frame, (_FILE, key if key[0] in "=^" else places.ANYWHERE), receiver, pos)
    elif name in {"write", "writelines"} and receiver.ident[:1] == (_FILE,) and args:
        shelves.note(m, frame, (_FILE, str(receiver.ident[1])), args[0], pos)
    elif name in {"write_bytes", "write_text"} and path is not None and args:
        shelves.note(m, frame, (_FILE, keys.key(m, path)), args[0], pos)
        if isinstance(args[0], Ext) and "[:" in args[0].name:
            # Random bytes that are drawn once and kept.
            m.store.set((_FILE, keys.key(m, path), "drawn"), args[0])
    elif name == "open" and path is not None:
        mode = args[0] if args else keywords.get("mode", Const("r"))
        found = opened(m, frame, path, mode, pos)
        if found is not None:
            return found
    out = default()
    if name in {"read_bytes", "read_text"} and path is not None and keys.key(m, path)[0] in "=^":
        place = (_FILE, keys.key(m, path))
        drawn = m.store.get((*place, "drawn"))
        read = shelves.with_labels(out, shelves.taken(m, frame, place, pos, f"is read from {places.shown(place)}"))
        return join(read, drawn) if isinstance(drawn, Value) else read
    return out


def content(m: Machine, frame: Frame, path: Value, pos: ir.Pos) -> Labels:
    """The labels of what lies at a path that a dangerous call is given instead of bytes."""
    key = keys.key(m, path)
    if key[0] not in "=^" or not isinstance(path, (Const, Ext)):
        return ()
    if isinstance(path, Const) and not isinstance(path.value, str):
        return ()
    place = (_FILE, key)
    return shelves.taken(m, frame, place, pos, f"is read from {places.shown(place)}")
