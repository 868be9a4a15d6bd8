"""Must a call be run, or is it known what comes of it? What was done is remembered, what cannot matter is not done."""

from __future__ import annotations

from functools import lru_cache

from bearproof.model.interest import SETTING_UP
from bearproof.taint import knowledge
from bearproof.taint.frames import Machine
from bearproof.taint.interpreter import containers
from bearproof.taint.registering import setting_up
from bearproof.taint.store import Layer
from bearproof.taint.values import Class, Ext, Func, Partial, Ref, Union, Value, View

Args = tuple[Value, ...]
Keywords = dict[str, Value]
#: A function that so often did nothing worth telling is taken to do nothing from then on; with request data, later.
_QUIET_ENOUGH, _QUIET_WITH_DATA, NEVER_QUIET = 4, 10, -1_000_000
NOT, SUMMARY, RUN = range(3)
#: Functions that do not matter are run this deep below one that does, when they are given request data.
_DEEPEST_IDLE = 2
#: Constructors that do not matter are run all the same near the root, for what they store on the object.
_DEEPEST_INIT = 4


def worth(m: Machine, func: Func, given: Args) -> int:
    """How a call is done: run, taken as unknown, or summed up as passing on what it is given.

    A function that matters is run. One that does not is run when it is given request data or functions to call, for
    what it does to them, but only so deep: what lies further below cannot matter either.
    """
    code = func.code
    if m.at_root:
        m.at_root = False
        return RUN
    if m.markers is SETTING_UP and not m.project.interest.small and setting_up.takes_part(m, given):
        return RUN
    quiet = m.quiet.get(code.key, 0)
    if m.stack and quiet >= _QUIET_ENOUGH and not m.project.interest.small:
        # What is done with functions and classes depends on which they are: a decorator answers for each anew.
        own = any(isinstance(value, (Func, Partial, Class, View)) for value in given)
        labelled = own or any(containers.deep_labels(m, value) for value in given)
        if not labelled or (quiet >= _QUIET_WITH_DATA and not own):
            return SUMMARY
    matters = m.project.interest.matters
    # A module's own statement computes what views read later, so it is judged by both.
    if matters(code, m.markers) or (not m.stack and matters(code, m.while_serving)):
        return RUN
    if code.name == "__init__" and m.remembering and len(m.stack) < _DEEPEST_INIT:
        return RUN
    given_something = any(
        isinstance(value, (Func, Partial))
        or (isinstance(value, Ext) and _is_sharp(value.name))
        or containers.deep_labels(m, value)
        for value in given
    )
    if not given_something:
        return NOT
    above = m.stack[-_DEEPEST_IDLE:]
    idle = len(above) == _DEEPEST_IDLE and not any(matters(item, m.markers) for item in above)
    return SUMMARY if idle else RUN


@lru_cache(maxsize=4_096)
def _is_sharp(name: str) -> bool:
    """A dangerous call, or a module of such: a function that is given one may do with it what its text does not say."""
    return name in knowledge.SINKS or name in _SHARP_MODULES


_SHARP_MODULES = frozenset(name.rpartition(".")[0] for name in knowledge.SINKS) - {"builtins", ""}


def key_of(m: Machine, func: Func, args: Args, keywords: Keywords) -> object:
    """The key under which this call is remembered; None when it cannot be."""
    if not m.remembering or (func.frame.parent is not None and not func.frame.is_class):
        return None
    parts: list[object] = [func.code.key, func.frame.id]
    for name, value in (*((None, value) for value in args), *keywords.items()):
        key = _argument_key(m, value)
        if key is None:
            return None
        parts.append((name, key))
    facts = m.facts
    return (*parts, facts) if facts else tuple(parts)


def _argument_key(m: Machine, value: Value) -> object:
    if isinstance(value, Ref):
        return ("ref", value.id, id(m.store.get(value.id)))
    if isinstance(value, Union):
        parts = tuple(_argument_key(m, option) for option in value.options)
        return None if None in parts else parts
    try:
        key = value.memo()
        hash(key)
    except TypeError:
        return None
    return key


def pinned(m: Machine, args: Args, keywords: Keywords) -> object:
    """What must stay alive, so that the identities in a key are not given to something else."""
    return (args, keywords, [m.store.get(value.id) for value in (*args, *keywords.values()) if isinstance(value, Ref)])


def is_pure(changes: Layer, before: int) -> bool:
    """Whether doing the changes again is the same as running again: nothing older than the call was written to."""
    return all(
        (isinstance(key, int) and key > before)
        or (isinstance(key, tuple) and isinstance(key[0], int) and key[0] > before)
        for key in changes
    )
