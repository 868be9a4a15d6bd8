"""How is it said? Inputs, answers and places in the words of a report."""

from __future__ import annotations

from bearproof.findings import Input
from bearproof.probe.target import Asked

_DECODERS = ("base64", "binascii", "zlib", "gzip", "bz2", "lzma", "json")


def carrier(item: Input) -> str:
    """`query "data" (base64)`: where a value was put, and how it was encoded."""
    keys = ".".join(item.keys)
    named = f' "{item.name}"' if item.name else ""
    under = f' under "{keys}"' if keys else ""
    how = [name for name in dict.fromkeys(call.partition(".")[0] for call in item.chain) if name in _DECODERS]
    article = "" if item.name else "the "
    return f"{article}{item.carrier}{named}{under}" + (f" ({', '.join(how)})" if how else "")


def answered(asked: Asked) -> str:
    """`200`, or what else the status was, with who asked."""
    return f"{asked.answer.status} to {asked.who.name}"


def value(what: object) -> str:
    """A value as JSON would write it, cut short."""
    text = f'"{what}"' if isinstance(what, str) else str(list(what) if isinstance(what, tuple) else what)
    text = {"True": "true", "False": "false", "None": "null"}.get(text, text)
    return text if len(text) <= 60 else f"{text[:57]}..."  # noqa: PLR2004  # a line of a report
