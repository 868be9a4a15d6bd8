"""What is known of a text that is put together? How it begins, and how it ends, where these parts are constant.

Both stand in the identity of the value: (`PREFIX`, beginning, end).
"""

from __future__ import annotations

import re
from collections.abc import Sequence as Many

from bearproof.taint.values import Const, Ext, Union, Value

Ident = tuple[object, ...]

#: Marks the identity of a text of which only beginning and end are known.
PREFIX = "<begins with>"
#: Marks the identity of a directory that a setting names.
PLACE = "<place>"
#: Stands for an end that may be any: names that were found in a directory.
ANY = "\0"
#: Places that are the same for all that one process does, whatever they are.
_PLACES = ("instance_path", "root_path", "gettempdir()", ".config[]", "os.environ[]", "os.getenv()")
#: What stands in a format for a value, and the two percent signs that stand for one.
_PERCENT = re.compile(r"%(?:%|(?:\(\w*\))?[-#0 +]*[\d*]*(?:\.[\d*]+)?[a-zA-Z])")
_BRACES = re.compile(r"\{[^{}]*\}")
_KEPT = frozenset({PREFIX, "whole", "temporary"})


def of_parts(parts: Many[Value]) -> Ident:
    """The identity of parts put together; empty where nothing is known of beginning and end."""
    begins, ends = "", ""
    for part in parts:
        text = _constant(part)
        if text is None:
            begins += _ends_of(part)[0]
            break
        begins += text
    for part in reversed(parts):
        text = _constant(part)
        if text is None:
            ends = _ends_of(part)[1] + ends
            break
        ends = text + ends
    return made(begins, ends)


def operated(op: str, left: Value, right: Value) -> Ident:
    """The identity of `left + right` and of `left % right`."""
    if op == "Add":
        return of_parts((left, right))
    return percent(left.value) if op == "Mod" and isinstance(left, Const) else ()


def made(begins: str, ends: str) -> Ident:
    """The identity of a text that begins and ends so."""
    return (PREFIX, begins, ends) if begins or ends else ()


def percent(form: object) -> Ident:
    """The identity of `form % values`."""
    return _around(form, _PERCENT)


def braces(form: object) -> Ident:
    """The identity of `form.format(values)`."""
    return _around(form, _BRACES)


def joined(between: object, parts: Many[Value]) -> Ident:
    """The identity of `between.join(parts)`."""
    if not isinstance(between, str) or not parts:
        return ()
    apart: list[Value] = [parts[0]]
    for part in parts[1:]:
        apart += [Const(between), part]
    return of_parts(apart)


def same(value: Value) -> Ident:
    """The identity of a text that says the same as a value, such as a path."""
    return value.ident if isinstance(value, Ext) and value.ident[:1] and value.ident[0] in _KEPT else ()


def ends(value: Value) -> tuple[str, str]:
    """How a value begins and ends, as far as that is known."""
    text = _constant(value)
    return (text, text) if text is not None else _ends_of(value)


def _around(form: object, pattern: re.Pattern[str]) -> Ident:
    if not isinstance(form, str):
        return ()
    places = [match for match in pattern.finditer(form) if match[0] != "%%"]
    return made(form[: places[0].start()], form[places[-1].end() :]) if places else ()


def _constant(value: Value) -> str | None:
    if isinstance(value, Union):
        # A setting with a default: which of both is in force is the same for whoever writes and whoever reads.
        value = next((part for part in value.options if isinstance(part, Const)), value)
    if not isinstance(value, Const) or value.labels:
        return None
    if isinstance(value.value, bytes):
        return value.value.decode("utf-8", "replace")
    return str(value.value) if isinstance(value.value, (str, int)) else None


def _ends_of(value: Value) -> tuple[str, str]:
    if isinstance(value, Ext) and value.ident[:1] == (PREFIX,):
        return str(value.ident[1]), str(value.ident[2])
    if isinstance(value, Ext) and value.ident[:1] == ("whole",):
        return str(value.ident[1]), str(value.ident[1])
    if isinstance(value, Ext) and value.ident[:1] == (PLACE,):
        return str(value.ident[1]), ""
    if isinstance(value, Ext) and not value.labels and value.name.endswith(_PLACES):
        key = value.ident[1] if value.ident[:1] == ("entry",) else ""
        return f"<{value.name.rpartition('.')[2]} {key}>", ""
    return "", ""
