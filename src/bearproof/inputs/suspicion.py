"""Could parsing this text hurt us? A look at the bytes that costs a small part of parsing them.

It need not be exact: what it suspects is looked at closely, and what slips through meets the parser's own limits.
"""

from __future__ import annotations

import ast
import enum
import re

from bearproof.inputs.reading import Limits

#: Operators and opening brackets: every level of an expression needs one of these, or a keyword.
_OPERATORS = b"+-*/%&|^~.<>=@([{:,"
_OTHERS = bytes(sorted(set(range(256)) - set(_OPERATORS)))
_KEYWORD = re.compile(rb"\b(?:not|lambda|if|and|or|await|for|yield|in|is)\b")

#: Brackets only, all of one kind: thirty opened in a row stand out by a search for a constant.
_NOT_BRACKETS = bytes(sorted(set(range(256)) - set(b"()[]{}")))
_ONE_BRACKET = bytes.maketrans(b"[{]}", b"(())")
_NESTED = b"(" * 30

#: All operators alike and no blanks: a line that begins with one continues a chain. (Prose ends lines with a dot.)
_ONE_OPERATOR = bytes.maketrans(b"-*/%&|^~.<>=", b"+" * 12)

_MANY = 200
_FAR_TOO_MANY = 2000


class Suspicion(enum.IntEnum):
    """How carefully to go about a text: parse it, measure the tree as well, or try it in a child first."""

    NONE = 0
    DEEP = 1
    BOMB = 2


def suspicion(raw: bytes, limits: Limits) -> Suspicion:
    r"""What the bytes of a text (UTF-8, one `\n` for each line end) make us fear."""
    found = _long_lines(raw, limits) if _has_long_line(raw, limits.max_line) else Suspicion.NONE
    if found is Suspicion.BOMB or _NESTED in raw.translate(_ONE_BRACKET, _NOT_BRACKETS):
        return Suspicion.BOMB
    plain = raw.translate(_ONE_OPERATOR, b" \t")
    chained = max(plain.count(b"\n+"), raw.count(b"+\n"), plain.count(b"\\\n"), plain.count(b"elif"))
    if chained > _FAR_TOO_MANY:
        return Suspicion.BOMB
    return Suspicion.DEEP if chained > _MANY else found


def _has_long_line(raw: bytes, limit: int) -> bool:
    """Whether some line is longer than `limit`: a jump per line end near the limit instead of a look at each byte."""
    start, last = 0, len(raw) - limit
    while start < last:
        end = raw.rfind(b"\n", start, start + limit)
        if end < 0:
            return True
        start = end + 1
    return False


def _long_lines(raw: bytes, limits: Limits) -> Suspicion:
    """A long line of data is harmless; one of operators is a chain as deep as it is long."""
    worst = Suspicion.NONE
    for line in raw.split(b"\n"):
        if len(line) > limits.max_line:
            count = len(line.translate(None, _OTHERS)) + len(_KEYWORD.findall(line))
            if count > _FAR_TOO_MANY:
                return Suspicion.BOMB
            if count > _MANY:
                worst = Suspicion.DEEP
    return worst


def too_deep(tree: ast.AST, limit: int) -> bool:
    """Whether some node lies deeper than a recursive visitor can follow; measured without recursion."""
    level, depth = [tree], 0
    while level:
        depth += 1
        if depth > limit:
            return True
        level = [child for node in level for child in ast.iter_child_nodes(node)]
    return False
