"""Which functions of the project register routes for those who call them? `View.register_on(blueprint)` names no rule.

A file that calls one of them takes part in putting the app together, though no word of the frameworks stands in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from bearproof.model.interest import EVERYDAY, REGISTERING
from bearproof.model.searching.vocabulary import Vocabulary

_WORDS = frozenset({b"add_url_rule", b"register_blueprint", b"add_resource", b"add_namespace", b"register_api"})
_DEF = re.compile(rb"def[ \t]+(\w+)")
#: Of a project whose every other function registers something, these are enough.
_MOST = 40
#: Names that many functions have which nobody calls to have something registered.
_COMMON = frozenset(b"create_app make_app init_app setup configure __init__ setUp".split())


class Registrars:
    """The functions of one tree that register routes by a call."""

    def __init__(self, vocabulary: Vocabulary, files: Iterable[tuple[str, bytes]]) -> None:
        self._vocabulary = vocabulary
        names: list[bytes] = []
        for path, raw in files:
            if not _WORDS.isdisjoint(vocabulary.of(path)):
                names += [name for name in _registering(raw) if name not in names]
        self._names = frozenset(names[:_MOST])

    def called_in(self, path: str, raw: bytes) -> bool:
        """Whether a file calls one of them as a method."""
        return any(b".%s(" % name in raw for name in self._names & self._vocabulary.of(path))


def _registering(raw: bytes) -> list[bytes]:
    """The functions within which a route is registered by a call."""
    found: list[bytes] = []
    defs = [(match.start(), _depth(raw, match.start()), match[1]) for match in _DEF.finditer(raw)]
    for match in REGISTERING.finditer(raw):
        at, depth = match.start(), _depth(raw, match.start())
        name = next((name for start, indent, name in reversed(defs) if start < at and indent < depth), b"")
        if name and name not in found and name not in EVERYDAY and name not in _COMMON:
            found.append(name)
    return found


def _depth(raw: bytes, at: int) -> int:
    """How far the line is indented on which something stands."""
    line = raw[raw.rfind(b"\n", 0, at) + 1 : at]
    return len(line[: len(line) - len(line.lstrip(b" \t"))].expandtabs())
