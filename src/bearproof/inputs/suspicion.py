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
_PREFIXES = re.compile(rb"(?:[-+~][ \t\\\n]*){60}|(?:\b(?:not|await|lambda[^:\n]{0,30}:)[ \t\\\n]+){60}")
_NESTED = re.compile(rb"(?:[(\[{][^()\[\]{}]{0,40}){30}")
_CONTINUED = re.compile(rb"\n[ \t]*(?:[-+*/%&|^~.<>=\[(]|(?:and|or|not|in|is|lambda|await|else(?![ \t]*:))\b)")
_ENDINGS = (b"\\\n", b"+\n", b"-\n", b" or\n", b" and\n", b"|\n", b"][\n", b")(\n")

_MANY = 200
_FAR_TOO_MANY = 2000


class Suspicion(enum.IntEnum):
    """How carefully to go about a text: parse it, measure the tree as well, or try it in a child first."""

    NONE = 0
    DEEP = 1
    BOMB = 2


def suspicion(raw: bytes, limits: Limits) -> Suspicion:
    """What the bytes of a text (UTF-8, one `\\n` for each line end) make us fear."""
    longest = max(map(len, raw.split(b"\n")))
    if longest > limits.max_line:
        found = _long_lines(raw, limits)
        if found is Suspicion.BOMB:
            return found
    else:
        found = Suspicion.NONE
    if _NESTED.search(raw) or (_PREFIXES.search(raw) if found else None):
        return Suspicion.BOMB
    chained = len(_CONTINUED.findall(raw)) + sum(map(raw.count, _ENDINGS))
    worst = max(chained, raw.count(b"elif"))
    if worst > _FAR_TOO_MANY:
        return Suspicion.BOMB
    return Suspicion.DEEP if worst > _MANY else found


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
