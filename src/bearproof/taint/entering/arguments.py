"""What is a handler given? Its parameters by the router's rule, by position, and by their annotations and defaults."""

from __future__ import annotations

from collections.abc import Mapping as Many

from bearproof.catalog import entries, injectors
from bearproof.catalog.entries import Given, Shelf
from bearproof.catalog.rows import Kind
from bearproof.model import ir
from bearproof.model.labels import TYPED, Label, Labels
from bearproof.taint.entering import depending, types, validating
from bearproof.taint.entering import fields as schema_fields
from bearproof.taint.frames import Frame, Machine, origin
from bearproof.taint.interpreter import calls, containers, objects
from bearproof.taint.stored import places, shelves
from bearproof.taint.values import UNKNOWN, Class, Const, Ext, Func, Instance, Mapping, Sequence, Value, options

_Keywords = dict[str, Value]
#: How one router names the part of the request that a parameter holds.
_BY_NAME = {
    "query": Kind.QUERY, "path": Kind.PATH, "form": Kind.FORM, "header": Kind.HEADER, "cookie": Kind.COOKIE,
}  # fmt: skip
_MOST_DEPENDENCIES = 4


def given(m: Machine, frame: Frame, what: Given, pos: ir.Pos, name: str = "") -> Value:
    """A value as the catalog tells it: data of a kind, an object of a class, or nothing that is known."""
    if isinstance(what, Kind):
        return Ext("", (_label(m, frame, what, name, pos),))
    if isinstance(what, Shelf):
        return Ext("", shelves.taken(m, frame, what.place, pos, f"is read from {places.shown(what.place)}"))
    return Ext(what) if what else UNKNOWN


def by_position(m: Machine, func: Func, gives: tuple[Given, ...]) -> tuple[Value, ...]:
    """The values of the positional parameters of a function; the last thing given holds for all that follow."""
    names = [name for name, kind in func.code.params if kind == "pos"][_skipped(func) :]
    if not gives:
        return ()
    every = (*gives, *[gives[-1]] * len(names))
    return tuple(
        given(m, func.frame, what, func.code.pos, name if what is Kind.PATH else "")
        for name, what in zip(names, every, strict=False)
    )


def by_annotation(m: Machine, func: Func, taken: _Keywords, depth: int = 0) -> _Keywords:
    """The values of the parameters of a handler that a framework fills by what they are declared as."""
    hints = m.routing.hints(m.project).at(func.code.path, func.code.pos)
    defaults = defaults_of(func)
    out: _Keywords = {}
    names = [name for name, kind in func.code.params if kind in {"pos", "kw"}][_skipped(func) :]
    for name in names:
        hint = hints.get(name)
        if name in taken:
            held = taken[name]
            if hint is not None and held.labels:
                out[name] = types.declared(m, func.frame, hint, (held.labels, func.code.pos))
            continue
        value = _parameter(m, func, name, (hint, defaults.get(name)), depth)
        if value is not None:
            out[name] = value
    return out


def _parameter(
    m: Machine, func: Func, name: str, said: tuple[ir.Expr | None, Value | None], depth: int
) -> Value | None:
    hint, default = said
    frame, pos = func.frame, func.code.pos
    marks = [*depending.metadata(m, frame, hint), *(options(default) if default is not None else ())]
    for mark in marks:
        asked = depending.wanted(mark)
        if asked is not None:
            # `loader: Loader = Depends()` is filled with an object of the declared class.
            asked = named(m, frame, hint) if asked is UNKNOWN else asked
            return dependency(m, frame, asked, pos, depth)
    kind = next((entries.MARKERS[mark.name] for mark in marks if _is_marker(mark)), None)  # type: ignore[attr-defined]  # `_is_marker` looks for the name
    declared = named(m, frame, hint)
    if isinstance(declared, Ext) and declared.name in entries.BY_TYPE:
        one = given(m, frame, entries.BY_TYPE[declared.name], pos)
        return containers.make(m, Sequence("list", None, one)) if _is_container(hint) else one
    if kind is None:
        kind = _BY_NAME.get(name) if isinstance(declared, Class) else Kind.QUERY
        if isinstance(declared, Class) or _is_container(hint):
            kind = kind if kind is not None and kind is not Kind.QUERY else Kind.BODY
    if kind is None:
        return None
    # A body has no name of its own, unless several of its members are parameters.
    label = _label(m, frame, kind, "" if kind is Kind.BODY or _is_schema(declared) else name, pos)
    validating.noted(m, frame, declared, (label,), pos)
    return types.declared(m, frame, hint, ((label,), pos))


def dependency(m: Machine, frame: Frame, asked: Value, pos: ir.Pos, depth: int = 0) -> Value:
    """What a dependency answers: a function is called with its own parameters filled, a scheme reads a credential."""
    if depth >= _MOST_DEPENDENCIES:
        return UNKNOWN
    if isinstance(asked, Func):
        m.at_root = True
        return calls.call_function(m, frame, asked, (), by_annotation(m, asked, {}, depth + 1), asked.code.pos)
    if isinstance(asked, Ext) and asked.name in entries.SCHEMES:
        kind, name = entries.SCHEMES[asked.name]
        return Ext("", (_label(m, frame, kind, name, pos),))
    return UNKNOWN if not isinstance(asked, Class) else _made(m, frame, asked, depth)


def _made(m: Machine, frame: Frame, cls: Class, depth: int) -> Value:
    init = objects.find_member(cls, "__init__")
    keywords = by_annotation(m, objects.bound(init, cls), {}, depth + 1) if isinstance(init, Func) else {}
    return calls.instantiate(m, frame, cls, (), keywords, cls.pos)


def defaults_of(func: Func) -> dict[str, Value]:
    """The defaults of the parameters of a function, by name."""
    positional = [name for name, kind in func.code.params if kind == "pos"]
    keyword_only = [name for name, kind in func.code.params if kind == "kw"]
    out = dict(zip(positional[len(positional) - len(func.defaults) :], func.defaults, strict=False))
    pairs = zip(keyword_only, func.keyword_defaults, strict=False)
    return out | {name: value for name, value in pairs if value is not None}


def named(m: Machine, frame: Frame, hint: ir.Expr | None) -> Value:
    """What a declared type is, without what may stand around it."""
    from bearproof.taint.interpreter import expressions  # noqa: PLC0415  # the interpreter's modules import each other

    if isinstance(hint, ir.Index) and isinstance(hint.index, ir.Display) and hint.index.items:
        return named(m, frame, hint.index.items[0])
    if isinstance(hint, ir.Index) and isinstance(hint.index, (ir.Name, ir.Attr)):
        return named(m, frame, hint.index)
    if isinstance(hint, ir.Binary):
        return named(m, frame, hint.left)
    value = expressions.evaluate(m, frame, hint) if isinstance(hint, (ir.Name, ir.Attr)) else UNKNOWN
    return (depending.annotated(value) or (value,))[0]


def _is_schema(declared: Value) -> bool:
    """A class whose fields are those of the request; one of an enumeration is a value."""
    return isinstance(declared, Class) and not any(base.startswith("enum.") for base in objects.library_bases(declared))


def _is_marker(mark: Value) -> bool:
    return isinstance(mark, Ext) and mark.name in entries.MARKERS


def _is_container(hint: ir.Expr | None) -> bool:
    outer = hint.value if isinstance(hint, ir.Index) else hint
    name = outer.id if isinstance(outer, ir.Name) else outer.name if isinstance(outer, ir.Attr) else ""
    return name in {"dict", "Dict", "list", "List", "Mapping", "Any", "bytes"}


def _skipped(func: Func) -> int:
    """How many parameters are filled already: the object of a method."""
    return 1 if func.bound is not None or (func.cls is not None and func.kind == "function") else 0


def _label(m: Machine, frame: Frame, kind: Kind, name: str, pos: ir.Pos) -> Label:
    m.labelled = True
    return Label(kind, (name,) if name else (), frozenset(), origin(frame, pos, "comes in"))


def path_labels(m: Machine, frame: Frame, name: str, pos: ir.Pos, *, typed: bool) -> Labels:
    """The label of a parameter of the rule; one whose converter lets only numbers through is harmless."""
    label = _label(m, frame, Kind.PATH, name, pos)
    return (label.marked(TYPED) if typed else label,)


def injected(m: Machine, handler: Func, func: Func) -> tuple[tuple[Value, ...], _Keywords]:
    """What decorators of libraries put into the parameters: by position, and by name."""
    args: list[Value] = []
    named: _Keywords = {}
    for mark in handler.wrapped:
        if not mark.startswith("<inject>|"):
            continue
        name, given_args, keywords = m.routing.injections[int(mark.partition("|")[2])]
        if name in injectors.ANNOTATED:
            named |= by_annotation(m, func, {})
            continue
        if name in injectors.PARTS:
            named |= _by_part(m, func, injectors.PARTS[name], keywords)
            continue
        value, where = _loaded(m, func, name, given_args, keywords)
        if name in injectors.NAMED_AS:
            named[injectors.NAMED_AS[name]] = value
        elif name in injectors.NAMED:
            arg = keywords.get("arg_name")
            named[str(arg.value) if isinstance(arg, Const) else f"{where}_data"] = value
        elif name in injectors.SPREADING:
            record = containers.record_of(m, value)
            if isinstance(record, Mapping):
                named |= {str(key): held for key, held in record.items.items()}
            else:
                named["**"] = Ext("", containers.deep_labels(m, value))
        else:
            args.append(value)
    return tuple(args), named


def _by_part(m: Machine, func: Func, parts: Many[str, Kind], keywords: _Keywords) -> _Keywords:
    """A schema for each part of the request; the parameters of the same name hold what it lets in."""
    out: _Keywords = {}
    taken = {name for name, _ in func.code.params}
    for part, kind in parts.items():
        cls = keywords.get(part)
        if isinstance(cls, Class):
            label = _label(m, func.frame, kind, "", func.code.pos)
            validating.noted(m, func.frame, cls, (label,), func.code.pos)
            if part in taken:
                out[part] = types.of_type(m, func.frame, cls, ((label,), func.code.pos))
    return out


def _loaded(m: Machine, func: Func, name: str, given_args: tuple[Value, ...], keywords: _Keywords) -> tuple[Value, str]:
    keyword, kind = injectors.INJECTORS[name]
    said = keywords.get(keyword)
    where = str(said.value) if isinstance(said, Const) else "json"
    kind = injectors.LOCATIONS.get(where, kind)
    label = _label(m, func.frame, kind, "", func.code.pos)
    for schema in (*given_args[:1], keywords.get("schema", UNKNOWN)):
        for option in options(schema):
            record = containers.record_of(m, option)
            cls = option if isinstance(option, Class) else record.cls if isinstance(record, Instance) else None
            if cls is not None:
                validating.noted(m, func.frame, cls, (label,), func.code.pos)
                return types.of_type(m, func.frame, cls, ((label,), func.code.pos)), where
            if isinstance(record, Mapping):
                data = ((label,), func.code.pos)
                return containers.make(m, schema_fields.of_mapping(m, func.frame, record, data)), where
    return Ext("", (label,)), where


def fields(m: Machine, cls: Class, frame: Frame) -> _Keywords:
    """What a framework's class keeps of the request in the attributes of its objects."""
    out: _Keywords = {}
    for base in objects.library_bases(cls):
        for name, what in entries.FIELDS.get(base, {}).items():
            out[name] = given(m, frame, what, cls.pos)
    return out
