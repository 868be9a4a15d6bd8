"""Which hash does GitHub give a line? It recognises an alert again by it, after lines moved.

The rule, as its upload action applies it: spaces and tabs are left out, each line break is one line feed, the text is
ended by U+FFFF, and a line's hash is the polynomial hash (base 37, modulo 2**64) of the 100 UTF-16 code units that
begin at the line's first character, filled up with zeros. Equal hashes are numbered in order: `hash:1`, `hash:2`.
"""

from __future__ import annotations

from collections import Counter
from itertools import accumulate

_BLOCK = 100
_BASE = 37
_MODULUS = 1 << 64
_END = 0xFFFF
_LINE_FEED = ord("\n")
_BLANKS = str.maketrans("", "", " \t")


def line_hashes(text: str) -> list[str]:
    """The hash of each line of the text, in order; the first line's stands at index 0."""
    joined = text.replace("\r\n", "\n").replace("\r", "\n").translate(_BLANKS)
    raw = joined.encode("utf-16-le", "surrogatepass")
    units = [low | high << 8 for low, high in zip(raw[::2], raw[1::2], strict=True)]
    units.append(_END)
    starts = [0, *(index + 1 for index, unit in enumerate(units) if unit == _LINE_FEED)]
    # The hash of any window is a difference of two prefix hashes, so one pass over the text serves every line.
    prefix = list(accumulate([*units, *[0] * _BLOCK], lambda total, unit: (total * _BASE + unit) % _MODULUS, initial=0))
    first = pow(_BASE, _BLOCK, _MODULUS)
    seen: Counter[str] = Counter()
    hashes = []
    for start in starts:
        value = f"{(prefix[start + _BLOCK] - prefix[start] * first) % _MODULUS:x}"
        seen[value] += 1
        hashes.append(f"{value}:{seen[value]}")
    return hashes
