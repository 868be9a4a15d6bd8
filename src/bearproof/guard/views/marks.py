"""Who may enter this view? Marks only note it on the view: nothing is wrapped, so no order can open a route."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias, TypeVar

from bearproof.guard.misuse import GuardMisuse
from bearproof.guard.tokens.claims import Claims

from .binding import Want, answers, wants
from .owning import Owned
from .readers.reading import Reader

#: A plain function: the claims, then any of the route's variables by name. Only `True` opens.
Policy: TypeAlias = Callable[..., bool]
#: What can be marked: a view function, a method of a MethodView, or the class.
Marked = TypeVar("Marked", bound=Callable[..., object])

_MARKS = "_bearproof_marks"


@dataclass(frozen=True, slots=True, eq=False)
class Mark:
    """What one guard wants of a request for a view. Each of `roles` is a set of which one is enough."""

    owner: object
    public: bool = False
    scopes: frozenset[str] = frozenset()
    roles: tuple[frozenset[str], ...] = ()
    policies: tuple[Policy, ...] = ()
    owned: tuple[Owned, ...] = ()
    #: Fields named as privileges that the view reads all the same.
    reads: frozenset[str] = frozenset()
    #: None: not known yet, because the mark was put on a class or an endpoint.
    wants: tuple[Want, ...] | None = None
    #: How the view's answer is written; None also when that is not known yet.
    answers: Reader | None = None


def put(view: Marked, mark: Mark, namespace: Mapping[str, object]) -> Marked:
    """Note the mark on the view, together with what the guard's other marks on it ask for."""
    if not inspect.isclass(view):
        mark = replace(mark, wants=wants(view, namespace), answers=answers(view, namespace))
    before = [each for each in vars(view).get(_MARKS, ()) if each.owner is mark.owner]
    if any(each.public != mark.public for each in before):
        raise GuardMisuse(f"{_name(view)} is marked public and closed at once", advice="keep one of the two marks")
    others = [each for each in vars(view).get(_MARKS, ()) if each.owner is not mark.owner]
    try:
        setattr(view, _MARKS, (*others, both([*before, mark])))
    except AttributeError as problem:
        raise GuardMisuse(f"{_name(view)} cannot be marked", advice="mark the function inside it") from problem
    return view


def both(marks: Iterable[Mark | None]) -> Mark | None:
    """One mark that asks for all that the marks ask for; a closed one beats a public one."""
    joined: Mark | None = None
    for mark in marks:
        if mark is None or joined is None:
            joined = mark or joined
            continue
        joined = Mark(
            joined.owner,
            joined.public and mark.public,
            joined.scopes | mark.scopes,
            joined.roles + mark.roles,
            joined.policies + mark.policies,
            joined.owned + mark.owned,
            joined.reads | mark.reads,
            mark.wants if joined.wants is None else joined.wants,
            joined.answers or mark.answers,
        )
    return joined


def on(view: Callable[..., object], method: str, owner: object) -> Mark | None:
    """The mark that counts for a request with this method; the class's only where the method has none of its own."""
    mark = _own(view, owner)
    cls = getattr(view, "view_class", None)
    if cls is None:
        return mark
    handler = runs(view, method)
    # A subclass of an open view is another view: marks on classes are not inherited.
    return both([mark, (_own(handler, owner) if handler is not None else None) or _own(cls, owner)])


def runs(view: Callable[..., object], method: str) -> Callable[..., object] | None:
    """The function that answers: the view itself, or the method of its class as Flask chooses it."""
    cls = getattr(view, "view_class", None)
    if cls is None:
        return view
    handler = getattr(cls, method.lower(), None)
    if handler is None and method == "HEAD":
        handler = getattr(cls, "get", None)
    return handler or getattr(cls, "dispatch_request", None)


def refuses(mark: Mark, claims: Claims, variables: Mapping[str, object]) -> str:
    """The reason why these claims do not open the view, or empty."""
    if not mark.scopes <= claims.scopes:
        return "scope-missing"
    if any(claims.roles.isdisjoint(roles) for roles in mark.roles):
        return "role-missing"
    for policy in mark.policies:
        named = {name: variables[name] for name in _asked(policy) if name in variables}
        # Not "is true enough": a coroutine or a mock that was never asked would be.
        if policy(claims, **named) is not True:
            return "policy"
    return ""


def checked(policy: Policy | None) -> tuple[Policy, ...]:
    """The policy, if it is a plain function."""
    if policy is None:
        return ()
    if not callable(policy) or inspect.iscoroutinefunction(policy):
        raise GuardMisuse("a policy is a plain function that answers True or False", advice="it cannot be async")
    return (policy,)


def words(given: str | Iterable[str]) -> frozenset[str]:
    """One word, or several."""
    found = frozenset((given,) if isinstance(given, str) else given)
    if not all(word and word.isascii() and word.isprintable() and not set(word) & set(' "\\') for word in found):
        raise GuardMisuse("a scope or role is one word of printable ASCII, without quotes")
    return found


def _own(view: object, owner: object) -> Mark | None:
    return next((mark for mark in getattr(view, "__dict__", {}).get(_MARKS, ()) if mark.owner is owner), None)


def _asked(policy: Policy) -> list[str]:
    return list(inspect.signature(policy).parameters)[1:]


def _name(view: object) -> str:
    return str(getattr(view, "__qualname__", view))
