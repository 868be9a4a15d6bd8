"""Which of several values goes with which, and which keys may still be meant? What was tested narrows a choice down."""

from __future__ import annotations

from dataclasses import replace

from bearproof.model.events import Side
from bearproof.model.labels import INEXACT, Label
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import containers
from bearproof.taint.values import Const, Fact, Mapping, Union, Value, join_all, options

Args = tuple[Value, ...]
Keywords = dict[str, Value]
Way = tuple[Value, Args, Keywords]

#: The first parts of the facts that a value is one of some constants, or none of them.
AMONG, OUTSIDE = "among", "outside"
#: A spread mapping that may be one of more than this many is not told apart.
_MOST_SPREAD = 4


def together(m: Machine, source: Union, parts: list[Value]) -> Value:
    """What was read from each option of a value, so that what else is read from the same option stays with it."""
    whole = join_all(parts)
    if not isinstance(whole, Union) or any(isinstance(part, Union) for part in parts):
        return whole
    source.token = source.token or m.new_id()
    return Union(tuple(parts), source.token)


def ways(m: Machine, callee: Value, args: Args, keywords: Keywords) -> list[Way] | None:
    """The calls that a call stands for, where callee and arguments were taken from the same entries of a table.

    None where there is but one.
    """
    if type(callee) is Union and callee.token:
        told = callee.token, len(callee.options)
        if any(_belongs(value, told) for value in (*args, *keywords.values())):
            return [
                (
                    option,
                    tuple(_picked(value, told, at) for value in args),
                    opened(m, {name: _picked(value, told, at) for name, value in keywords.items()}),
                )
                for at, option in enumerate(callee.options)
            ]
    spread = keywords.get("**")
    if type(spread) is not Union or len(spread.options) > _MOST_SPREAD:
        return None
    return [(callee, args, opened(m, {**keywords, "**": option})) for option in spread.options]


def _belongs(value: Value, told: tuple[int, int]) -> bool:
    return type(value) is Union and (value.token, len(value.options)) == told


def _picked(value: Value, told: tuple[int, int], at: int) -> Value:
    return options(value)[at] if _belongs(value, told) else value


def opened(m: Machine, keywords: Keywords) -> Keywords:
    """Keywords in which a spread mapping that is known stands as what it holds."""
    record = containers.record_of(m, keywords["**"]) if "**" in keywords else None
    if not isinstance(record, Mapping):
        return keywords
    out = {name: value for name, value in keywords.items() if name != "**"}
    out |= {str(key): held for key, held in record.items.items()}
    return out if record.rest is None else {**out, "**": record.rest}


def among_facts(one: Side, other: Side, whole: frozenset[Fact]) -> frozenset[Fact]:
    """What a comparison with constants that holds tells, beside that it holds: which they are."""
    return whole | facts_about(one.labels, other.consts, inside=True) if whole else whole


def denied(one: Side, other: Side) -> frozenset[Fact]:
    """What a look into a list that finds nothing tells: the value is none of the constants."""
    return facts_about(one.labels, other.consts, inside=False) if one.exact and not other.labels else frozenset()


def facts_about(labels: tuple[Label, ...], consts: tuple[object, ...], *, inside: bool) -> frozenset[Fact]:
    """What is known of values that are among these texts, or are none of them."""
    texts = frozenset(const.lower() for const in consts if isinstance(const, str))
    if not texts or len(texts) != len(consts):
        return frozenset()
    return frozenset((AMONG if inside else OUTSIDE, label.fact, texts) for label in labels)


def among(m: Machine, index: Value) -> frozenset[str] | None:
    """The texts, in small letters, that a value may be after what was tested of it; None when it may be any."""
    out: frozenset[str] = frozenset()
    for option in options(index):
        if isinstance(option, Const) and isinstance(option.value, str) and not option.labels:
            out |= {option.value.lower()}
            continue
        if not option.labels:
            return None
        for label in option.labels:
            known = [fact[2] for fact in m.facts if _is_about(fact, AMONG, label)]  # type: ignore[index]  # see _is_about
            if not known:
                return None
            out |= frozenset.intersection(*known)
    return out


def narrowed(m: Machine, record: Mapping, index: Value) -> Mapping:
    """A table with only the keys that the index may still be."""
    if not m.facts:
        return record
    allowed = among(m, index)
    if allowed is not None:
        items = {key: held for key, held in record.items.items() if not isinstance(key, str) or key.lower() in allowed}
        # Where none is left, the index was changed after it was tested.
        return replace(record, items=items) if items else record
    barred = [
        fact[2]  # type: ignore[index]  # see _is_about
        for option in options(index)
        for label in option.labels
        for fact in m.facts
        if _is_about(fact, OUTSIDE, label)
    ]
    if not barred or any(isinstance(option, Const) for option in options(index)):
        return record
    never = frozenset().union(*barred)
    return replace(record, items={key: held for key, held in record.items.items() if str(key).lower() not in never})


def _is_about(fact: object, kind: str, label: Label) -> bool:
    """Whether a fact, (kind, the label's fact, texts), speaks of this very label."""
    return isinstance(fact, tuple) and fact[0] == kind and fact[1] == label.fact and INEXACT not in label.marks
