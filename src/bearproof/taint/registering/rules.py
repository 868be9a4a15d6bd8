"""Which rules may a registration mean? One where the rule is a constant, several where it is one of several."""

from __future__ import annotations

from bearproof.taint.values import Const, Value, options

UNKNOWN = "<unknown>"


def said(args: tuple[Value, ...], keywords: dict[str, Value]) -> tuple[str, ...]:
    """The rules that a registration names, or the one rule of which nothing is known."""
    value = args[0] if args else keywords.get("rule", keywords.get("url"))
    return known(value) or (UNKNOWN,)


def known(value: Value | None) -> tuple[str, ...]:
    """The texts that a value may be, as far as they stand in the source; empty where none does."""
    every = options(value) if value is not None else ()
    return tuple(dict.fromkeys(each.value for each in every if isinstance(each, Const) and isinstance(each.value, str)))


def below(prefix: str, rule: str) -> str:
    """A rule under a prefix, with one slash between them."""
    return f"{prefix.rstrip('/')}/{rule.lstrip('/')}" if prefix and rule else prefix or rule


def prefix(value: Value | None) -> str | None:
    """The prefix that a router is given: the text that stands in the source, where there is one; None where none is.

    One that comes from outside stands there as not known: its routes are not where they would be without it.
    """
    if value is None or (isinstance(value, Const) and not isinstance(value.value, str)):
        return None
    texts = known(value)
    nothing = any(isinstance(each, Const) and each.value is None for each in options(value))
    return texts[0] if texts else None if nothing else f"/{UNKNOWN}"
