"""What does a project say of its own functions? The tables of `[tool.bearproof.models]`, checked key by key."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from bearproof.catalog.rows import Cleaner, Kind, Models, Sink, Source
from bearproof.errors import ConfigProblem

_T = TypeVar("_T")
_NAME = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+")
_MOST = 1000
_LONGEST = 200
_LAST_ARGUMENT = 99
#: The families of dangerous calls that a user may add to, and what is advised where the user says nothing.
FAMILIES: Mapping[str, str] = {
    "pickle": "JSON, validated by a schema",
    "yaml": "yaml.safe_load",
    "deserializer": "JSON, validated by a schema",
    "code": "a table of the functions that may be asked for",
}
_KINDS = {str(kind): kind for kind in Kind if kind is not Kind.VERIFIED_CLAIM}


def models(value: object, where: str) -> Models:
    """The models of a table; raises `ConfigProblem`, with one line and its place, for whatever is wrong in it."""
    table = _table(value, where, ("sources", "sinks", "sanitizers", "propagators"))
    return Models(
        sources=tuple(_each(table, "sources", where, _source)),
        sinks=tuple(_each(table, "sinks", where, _sink)),
        sanitizers=tuple(_each(table, "sanitizers", where, _sanitizer)),
        propagators=tuple(_each(table, "propagators", where, _name)),
    )


def _each(table: Mapping[str, object], key: str, where: str, read: Callable[[object, str], _T]) -> Iterator[_T]:
    rows = table.get(key, [])
    if not isinstance(rows, list) or len(rows) > _MOST:
        raise _wrong(f"{where}.{key}", f"a list of at most {_MOST}", rows)
    for at, row in enumerate(rows):
        yield read(row, f"{where}.{key}[{at}]")


def _source(row: object, where: str) -> Source:
    table = _table(row, where, ("name", "kind", "call"))
    kind = table.get("kind", "body")
    if not isinstance(kind, str) or kind not in _KINDS:
        raise _wrong(f"{where}.kind", f"one of {', '.join(_KINDS)}", kind)
    call = table.get("call", True)
    if not isinstance(call, bool):
        raise _wrong(f"{where}.call", "true or false", call)
    return Source(_name(table.get("name"), f"{where}.name"), _KINDS[kind], call)


def _sink(row: object, where: str) -> Sink:
    table = _table(row, where, ("call", "family", "argument", "keywords", "instead"))
    family = table.get("family", "deserializer")
    if not isinstance(family, str) or family not in FAMILIES:
        raise _wrong(f"{where}.family", f"one of {', '.join(FAMILIES)}", family)
    at = table.get("argument", 0)
    if not isinstance(at, int) or isinstance(at, bool) or not 0 <= at <= _LAST_ARGUMENT:
        raise _wrong(f"{where}.argument", "a position from 0 to 99", at)
    keywords = table.get("keywords", [])
    if not isinstance(keywords, list) or not all(isinstance(word, str) and word.isidentifier() for word in keywords):
        raise _wrong(f"{where}.keywords", "a list of parameter names", keywords)
    instead = table.get("instead", FAMILIES[family])
    if not isinstance(instead, str) or not 0 < len(instead) <= _LONGEST or not instead.isprintable():
        raise _wrong(f"{where}.instead", f"a line of at most {_LONGEST} characters", instead)
    return Sink(_name(table.get("call"), f"{where}.call"), family, at, tuple(map(str, keywords)), use=instead)


def _sanitizer(row: object, where: str) -> Cleaner:
    return Cleaner(_name(row, where))


def _name(value: object, where: str) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST or not _NAME.fullmatch(value):
        raise _wrong(where, "a dotted name such as shop.codec.thaw", value)
    return value


def _table(value: object, where: str, known: tuple[str, ...]) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _wrong(where, "a table", value)
    for key in value:
        if key not in known:
            nearest = difflib.get_close_matches(str(key)[:50], known, n=1, cutoff=0)
            raise ConfigProblem(
                f"{where}.{_plain(str(key))}: unknown key", advice=f"The nearest known key is {nearest[0]}."
            )
    return value


def _wrong(where: str, expected: str, value: object) -> ConfigProblem:
    plain = isinstance(value, (str, int, float, bool))
    got = _plain(repr(value)) if plain else "nothing" if value is None else f"a {type(value).__name__}"
    return ConfigProblem(f"{where}: expected {expected}, got {got}", advice="See docs/models.md.")


def _plain(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text[:120])
