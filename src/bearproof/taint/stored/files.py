"""What lies in a file? Files are told apart by their path, as far as it is constant, or by where they were made."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.catalog import stores
from bearproof.model import ir
from bearproof.model.labels import INEXACT, Labels, marked, merged
from bearproof.taint import endings
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import containers, inside
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
    if func.name in stores.LISTING:
        return _listing(m, func, args)
    if func.name in stores.MOVES:
        if len(args) > 1:
            _moved(m, frame, (args[0], args[1]), pos)
        return None
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
    known = [part.value for part in args if isinstance(part, Const) and isinstance(part.value, str)]
    labels = marked(merged(*(containers.deep_labels(m, part) for part in args)), INEXACT)
    name = func.name if func.name.startswith("pathlib.") else f"{func.name}()"
    if len(known) == len(args) and not labels:
        return Ext(name, (), ("whole", "/".join(known))) if name == func.name else Const("/".join(known))
    begins = endings.ends(args[0])[0]
    unknown = Ext(name, labels) if func.name in stores.SAFE_JOINS else None
    if len(args) == 1:
        # A setting that says where something lies is a place only with a name below it.
        ident = endings.same(args[0]) or ((endings.PLACE, begins) if begins else ())
        return Ext(name, labels, ident) if ident else unknown
    ends = endings.ends(args[-1])[1]
    if not begins and not ends:
        return unknown
    return Ext(name, labels, endings.made(f"{begins.rstrip('/')}/" if begins else "", ends))


def below(m: Machine, left: Value, right: Value) -> Value | None:
    """`Path(…) / name`; None when the left side is no path that is known."""
    if not (isinstance(left, Ext) and left.name.startswith("pathlib.")):
        return None
    return _joined(m, Ext(left.name), (left, right))


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
    elif path is not None and name in stores.OF_PATHS:
        return _of_path(m, frame, receiver, called, default)
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


def _of_path(m: Machine, frame: Frame, path: Ext, called: tuple[str, Call], default: Callable[[], Value]) -> Value:
    """`path.replace(other)`, `path.resolve()`, `path.with_suffix(".tmp")`."""
    name, (args, _, pos) = called
    if name in stores.SAME_PATH:
        return default() if path.labels else path
    if name in stores.LISTS:
        return _listed(m, path, args[0] if args else Const("*"), name=path.name)
    if name in stores.FILE_MOVES:
        if args:
            _moved(m, frame, (path, args[0]), pos)
        return args[0] if args else default()
    begins = endings.ends(path)[0]
    if not args or not begins:
        return default()
    if name == "joinpath":
        found = _joined(m, Ext(path.name), (path, *args))
        return default() if found is None else found
    whole = path.ident[:1] == ("whole",)
    stem = begins.rpartition("." if name == "with_suffix" else "/")[0] if whole else begins
    labels = merged(path.labels, marked(containers.deep_labels(m, args[0]), INEXACT))
    return Ext(path.name, labels, endings.made(stem, endings.ends(args[0])[1]))


def _listing(m: Machine, func: Ext, args: tuple[Value, ...]) -> Value | None:
    """`glob("/in/*.pkl")`, `listdir("/in")`: paths below a directory, or names of which nothing is known."""
    if func.name == "os.listdir":
        return containers.make(m, Sequence("list", None, Ext("os.listdir()[]", (), endings.made("", endings.ANY))))
    if not args:
        return None
    if func.name == "os.scandir":
        return _listed(m, args[0], Const("*"), name="pathlib.Path")
    begins, ends = endings.ends(args[0])
    if not begins:
        return None
    found = endings.made(begins.partition("*")[0], ends.rpartition("*")[2] or endings.ANY)
    return containers.make(m, Sequence("list", None, Ext("glob.glob()[]", (), found)))


def _listed(m: Machine, folder: Value, pattern: Value, *, name: str) -> Value:
    """The paths in a directory whose names are as the pattern says."""
    begins, ends = endings.ends(folder)[0].rstrip("/"), endings.ends(pattern)[1].rpartition("*")[2]
    labels = marked(containers.deep_labels(m, folder), INEXACT)
    found = endings.made(f"{begins}/" if begins else "", ends or endings.ANY)
    return containers.make(m, Sequence("list", None, Ext(name, labels, found)))


def _moved(m: Machine, frame: Frame, paths: tuple[Value, Value], pos: ir.Pos) -> None:
    """What lies at the first path lies at the second from now on."""
    source, target = (keys.key(m, path) for path in paths)
    if target[0] not in "=^":
        return
    labels = containers.deep_labels(m, paths[0])
    if source[0] in "=^":
        place = (_FILE, source)
        labels = merged(labels, shelves.taken(m, frame, place, pos, f"is read from {places.shown(place)}"))
    shelves.note(m, frame, (_FILE, target), Ext("", labels), pos)


def content(m: Machine, frame: Frame, path: Value, pos: ir.Pos) -> Labels:
    """The labels of what lies at a path that a dangerous call is given instead of bytes."""
    key = keys.key(m, path)
    if key[0] not in "=^" or not isinstance(path, (Const, Ext)):
        return ()
    if isinstance(path, Const) and not isinstance(path.value, str):
        return ()
    place = (_FILE, key)
    return shelves.taken(m, frame, place, pos, f"is read from {places.shown(place)}")
