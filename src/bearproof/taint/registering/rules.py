"""Which rules may a registration mean? One where the rule is a constant, several where it is one of several."""

from __future__ import annotations

from bearproof.taint.values import Const, Value, options

UNKNOWN = "<unknown>"


def said(args: tuple[Value, ...], keywords: dict[str, Value]) -> tuple[str, ...]:
    """The rules that a registration names, or the one rule of which nothing is known."""
    value = args[0] if args else keywords.get("rule", keywords.get("url"))
    return known(value) or (UNKNOWN,)


def known(value: Value | None) -> tuple[str, ...]:
    """The constant texts that a value may be; empty where one of them is not known."""
    texts = [
        option.value if isinstance(option, Const) and isinstance(option.value, str) else None
        for option in (options(value) if value is not None else ())
    ]
    return tuple(dict.fromkeys(text for text in texts if text is not None)) if None not in texts else ()


def below(prefix: str, rule: str) -> str:
    """A rule under a prefix, with one slash between them."""
    return f"{prefix.rstrip('/')}/{rule.lstrip('/')}" if prefix and rule else prefix or rule
