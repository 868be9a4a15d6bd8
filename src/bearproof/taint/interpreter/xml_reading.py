"""Which XML parser follows external entities? Those that were made so, or told so before they read."""

from __future__ import annotations

from collections.abc import Callable

from bearproof.catalog import xml_parsers
from bearproof.catalog.rows import Sink
from bearproof.model import ir
from bearproof.taint.frames import Frame, Machine
from bearproof.taint.interpreter import library
from bearproof.taint.values import NONE, Const, Ext, Ref, Value, options

Call = tuple[tuple[Value, ...], dict[str, Value], ir.Pos]
Handler = Callable[[Machine, Frame, Ext, Call], Value | None]

#: The first part of the identity of a parser, and of the cell that says what it was told.
_PARSER = "xml parser"
_SAX = "xml.sax.make_parser()"


def _made(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    _, keywords, _ = call
    del frame
    ident = (_PARSER, m.new_id())
    m.store.set(ident, Const(_follows(keywords)))
    return Ext(func.name, (), ident)


def _made_by_child(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`super().__init__(resolve_entities=True)` of a parser of the app's own."""
    _, keywords, _ = call
    del frame
    if func.ident[:1] == ("instance",):
        m.store.set((_PARSER, *func.ident), Const(_follows(keywords)))
    return None


def _default(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`set_default_parser(parser)`: who names none reads with this one."""
    args, _, _ = call
    del frame, func
    m.store.set((_PARSER, "default"), Const(_is_open(m, args[0] if args else None)))
    return NONE


def _follows(keywords: dict[str, Value]) -> bool:
    """Whether a parser of lxml made so follows entities: asked for, or by a definition that it fetches."""
    resolves = keywords.get(xml_parsers.SWITCHES[0])
    if resolves is not None:
        return _on(resolves)
    shut = xml_parsers.NETWORK not in keywords or _on(keywords[xml_parsers.NETWORK])
    return not shut and any(_on(keywords[name]) for name in xml_parsers.DEFINITIONS if name in keywords)


def _on(value: Value) -> bool:
    return any(isinstance(option, Const) and option.value in (True, 1) for option in options(value))


def _sax_made(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    del func, frame, call
    ident = (_PARSER, m.new_id())
    m.store.set(ident, Const(value=False))
    return Ext(_SAX, (), ident)


def _told(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    """`parser.setFeature(feature_external_ges, True)`."""
    args, keywords, _ = call
    del frame
    name = args[0] if args else keywords.get("name")
    state = args[1] if len(args) > 1 else keywords.get("state")
    known = name.value if isinstance(name, Const) else name.name.rpartition(".")[2] if isinstance(name, Ext) else None
    if known in xml_parsers.FEATURES and state is not None and func.ident[:1] == (_PARSER,):
        m.store.set(func.ident, Const(_on(state)))
    return NONE


def _is_open(m: Machine, parser: Value | None) -> bool:
    cells: list[tuple[object, ...]] = [] if parser is not None else [(_PARSER, "default")]
    for option in options(parser) if parser is not None else ():
        if isinstance(option, Ext) and option.ident[:1] == (_PARSER,):
            cells.append(option.ident)
        elif isinstance(option, Ref):
            cells.append((_PARSER, "instance", option.id))
    held = [m.store.get(cell) for cell in cells]
    return any(isinstance(value, Value) and _on(value) for value in held)


def _reads_with(row: Sink, at: int) -> Handler:
    def read(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
        args, keywords, pos = call
        parser = args[at] if len(args) > at else keywords.get("parser")
        own = parser is not None or row.call.startswith("lxml.")
        if own and _is_open(m, parser):
            library.sink_called(m, frame, (row,), (func, args[:at], keywords, pos))
        return None

    return read


def _reads(row: Sink) -> Handler:
    def read(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
        args, keywords, pos = call
        if _is_open(m, func):
            library.sink_called(m, frame, (row,), (Ext(func.name), args, keywords, pos))
        return None

    return read


def _iterated(m: Machine, frame: Frame, func: Ext, call: Call) -> Value | None:
    args, keywords, pos = call
    if _follows(keywords):
        library.sink_called(m, frame, (xml_parsers.ITERATED,), (func, args, keywords, pos))
    return None


HANDLERS: dict[str, Handler] = {
    **dict.fromkeys(xml_parsers.LXML_PARSERS, _made),
    **{f"{parser}.__init__": _made_by_child for parser in xml_parsers.LXML_PARSERS},
    "lxml.etree.set_default_parser": _default,
    **dict.fromkeys(xml_parsers.SAX_PARSERS, _sax_made),
    f"{_SAX}.setFeature": _told,
    **{row.call: _reads_with(row, at) for row, at in xml_parsers.WITH_PARSER},
    **{row.call: _reads(row) for row in xml_parsers.OF_PARSER},
    **{f"{parser}.feed": _reads(xml_parsers.OF_PARSER[0]) for parser in xml_parsers.LXML_PARSERS},
    xml_parsers.LXML_ITERPARSE: _iterated,
}
