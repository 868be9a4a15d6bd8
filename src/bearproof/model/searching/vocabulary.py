"""Which words stand in which file? One pass over the bytes, asked many times.

A word is what an identifier may be made of: letters, digits, underscores, and every byte that is not ASCII. Words in
strings and comments count too. Searching each file for each of a hundred texts reads the tree a hundred times; here a
text is looked for among the words of the whole tree, each of which stands there once.
"""

from __future__ import annotations

from collections.abc import Iterable

_LETTERS = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_"
#: Everything that is no part of a word becomes a blank.
BLANKED = bytes(byte if byte in _LETTERS or byte > 127 else 32 for byte in range(256))  # noqa: PLR2004  # beyond ASCII
_EVERYWHERE = frozenset({b"import", b"from"})

Words = frozenset[bytes]


class Vocabulary:
    """The words of each file of one tree."""

    def __init__(self, files: Iterable[tuple[str, bytes]]) -> None:
        self._files: dict[str, Words] = {path: frozenset(raw.translate(BLANKED).split()) for path, raw in files}
        self._all = b"\n".join((b"", *frozenset().union(*self._files.values()), b""))

    def of(self, path: str) -> Words:
        """The words of a file."""
        return self._files[path]

    def holding(self, texts: Iterable[bytes]) -> Words:
        """The words of the tree in which one of the texts may stand.

        Of a text that is more than a word (`import jwt`, `.route(`) the longest word is looked for: a file without any
        of the words that are answered does not hold the text.
        """
        return frozenset(word for part in {_longest(text) for text in texts} for word in self._with(part))

    def _with(self, part: bytes) -> Iterable[bytes]:
        text = self._all
        at = text.find(part)
        while at >= 0:
            end = text.index(b"\n", at)
            yield text[text.rindex(b"\n", 0, at) + 1 : end]
            at = text.find(part, end)


def _longest(text: bytes) -> bytes:
    words = text.translate(BLANKED).split()
    return max((word for word in words if word not in _EVERYWHERE), key=len, default=words[0])
