"""Does this belong to who asks? Routes name things by ids that the sender chooses; claims say whose they may be."""

from __future__ import annotations

import inspect
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from werkzeug.exceptions import NotFound

from bearproof.guard.answers import Refusal
from bearproof.guard.misuse import GuardMisuse
from bearproof.guard.tokens.claims import Claims

#: Finds a thing by the route's variables, which it names as its parameters; None when there is none.
Loader: TypeAlias = Callable[..., object]
#: The same answer for what is not there and for what is somebody else's: nobody learns which ids exist.
_ABSENT = Refusal(404, "absent")
_NOT_OWNER = Refusal(404, "not-owner")


@dataclass(frozen=True, slots=True)
class Owned:
    """A thing that must belong to who asks: found by `load` and given to the view as `into`, or a route variable.

    `by` is where the thing says whose it is; `claim` is who asks. Tokens with one of the scopes in `unless` may all.
    """

    load: Loader | None
    takes: tuple[str, ...]
    into: str
    by: str | Callable[[object], object]
    claim: str
    unless: frozenset[str]

    def refuses(self, claims: Claims, variables: dict[str, object], accepted: frozenset[str] | None) -> Refusal | None:
        """None when it is theirs: then the view's arguments hold it, in place of the id that it does not ask for."""
        found = self._found(variables)
        if found is None:
            return _ABSENT
        whose = found if self.load is None else self._whose(found)
        if claims.scopes.isdisjoint(self.unless) and not same(whose, claim(claims, self.claim)):
            return _NOT_OWNER
        if self.load is not None:
            if self.into in variables:
                raise GuardMisuse(f"the route has a variable named {self.into!r}, which the guard fills")
            for name in self.takes:
                if accepted is not None and name not in accepted:
                    variables.pop(name, None)
            variables[self.into] = found
        return None

    def _found(self, variables: Mapping[str, object]) -> object:
        missing = [name for name in self.takes if name not in variables]
        if missing:
            raise GuardMisuse(f"the route has no variable named {missing[0]!r}, by which something is to be owned")
        if self.load is None:
            return variables[self.takes[0]]
        try:
            return self.load(**{name: variables[name] for name in self.takes})
        except NotFound:
            # The app's own page would look other than ours, and tell what is there from what is not.
            return None

    def _whose(self, found: object) -> object:
        if callable(self.by):
            return self.by(found)
        # Not "or None": a misspelt attribute must not look like a thing that belongs to nobody.
        return found[self.by] if isinstance(found, Mapping) else getattr(found, self.by)


def owned(
    what: str | Loader,
    *,
    into: str,
    by: str | Callable[[object], object],
    name: str,
    unless: frozenset[str],
) -> Owned:
    """The thing, from what a developer writes; GuardMisuse when it says too little or too much."""
    if isinstance(what, str):
        if into:
            raise GuardMisuse("a route variable is given to the view already", advice="leave `into` out")
        return Owned(None, (what,), "", by, name, unless)
    if inspect.iscoroutinefunction(what):
        raise GuardMisuse(
            "a loader is a plain function that answers with the thing or None", advice="it cannot be async"
        )
    takes = tuple(inspect.signature(what).parameters)
    if not into:
        raise GuardMisuse("the view gets what was found", advice='name its parameter: into="order"')
    if not takes:
        raise GuardMisuse("a loader finds something by variables of the route", advice="name them as its parameters")
    return Owned(what, takes, into, by, name, unless)


def claim(claims: Claims, name: str) -> object:
    """The claim of this name, as the token has it."""
    return claims.all.get(name)


def same(one: object, other: object) -> bool:
    """The id in the app's own type is the one that the token writes. Nobody is nobody's: None never is."""
    return _text(one) is not None and _text(one) == _text(other)


def _text(value: object) -> str | None:
    if isinstance(value, str):
        return value or None
    # True is a number to Python, and is nobody's id.
    return str(value) if isinstance(value, int | uuid.UUID) and not isinstance(value, bool) else None
