"""Is this request let through to this view, and with which values? Asked by the hook that runs first in the app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import Flask, Request

from bearproof.guard.answers import Refusal
from bearproof.guard.border.passage import Passage, Stranger
from bearproof.guard.limits import Limits
from bearproof.guard.misuse import GuardMisuse
from bearproof.guard.tokens.claims import Claims

from . import bodies, marks
from .binding import Want, wants
from .marks import Mark

MISSING = Refusal(401, "no-token")
_CLOSED = Refusal(403, "undeclared")


@dataclass(frozen=True, slots=True)
class Door:
    """What was found out once about a view and a method: its mark, and what it asks for."""

    view: Callable[..., object]
    mark: Mark | None
    wants: tuple[Want, ...]
    scopes: frozenset[str]
    #: The parameters that hold the claims.
    claimed: tuple[str, ...]

    def fill(self, variables: dict[str, object] | None, claims: Claims) -> bool:
        """Give the view the claims; False where the route has a variable of that name, which the sender writes."""
        for name in self.claimed:
            if variables is None or name in variables:
                return False
            variables[name] = claims
        return True


class Doors:
    """The marks of one app's views, for one guard. `endpoints` are marks by name, on views that nobody can edit."""

    def __init__(self, app: Flask, owner: object, endpoints: Mapping[str, Mark], limits: Limits) -> None:
        self._app, self._owner, self._endpoints, self._limits = app, owner, endpoints, limits
        self._known: dict[tuple[str, str], Door] = {}
        #: Those of the doors, by endpoint and method, that a good token with the scopes opens and nothing else does.
        self.simple: dict[tuple[str, str], Door] = {}

    def public(self, endpoint: str, method: str) -> bool:
        """The endpoint is open to everybody with this method."""
        view = self._app.view_functions.get(endpoint)
        mark = None if view is None else self._mark(endpoint, view, method)
        return mark is not None and mark.public

    def forget(self) -> None:
        """Marks have changed: what was found out about views is looked up anew."""
        self._known.clear()
        self.simple.clear()

    def undeclared(self) -> list[str]:
        """The endpoints that nobody can reach, because no mark says who may."""
        found = set()
        for rule in self._app.url_map.iter_rules():
            view = self._app.view_functions.get(rule.endpoint)
            methods = (rule.methods or set()) - {"HEAD", "OPTIONS"}
            if view is not None and not any(self._mark(rule.endpoint, view, method) for method in methods):
                found.add(rule.endpoint)
        return sorted(found)

    def enter(self, request: Request, passage: Passage) -> Refusal | None:
        """None when the request may go on: its view's arguments then hold what the view asks for."""
        if request.routing_exception is not None or request.url_rule is None:
            stranger = passage.stranger
            return None if passage.claims is not None or (stranger and stranger.open_path) else _missing(stranger)
        automatic = request.method == "OPTIONS" and getattr(request.url_rule, "provide_automatic_options", False)
        if automatic and passage.stranger is not None and passage.stranger.preflight:
            return None
        variables = request.view_args if request.view_args is not None else {}
        door = self._door(request.url_rule.endpoint, request.method, variables)
        refusal = _refusal(door, passage, variables)
        if refusal is not None or automatic:
            return refusal
        return self._fill(door, request, passage.claims, variables)

    def _fill(
        self, door: Door, request: Request, claims: Claims | None, variables: dict[str, object]
    ) -> Refusal | None:
        for want in door.wants:
            if want.name in variables:
                # The sender would write what the view takes for verified.
                raise GuardMisuse(f"the route has a variable named {want.name!r}, which the guard fills")
            value: object = claims
            if want.model is not None:
                limits = self._limits
                value = bodies.read(request, want.model, longest=limits.body, depth=limits.depth)
                if isinstance(value, Refusal):
                    return value
            variables[want.name] = value
        return None

    def _door(self, endpoint: str, method: str, variables: Mapping[str, object]) -> Door:
        view = self._app.view_functions.get(endpoint, _nothing)
        known = self._known.get((endpoint, method))
        # Tests and extensions replace views while the app runs.
        if known is not None and known.view is view:
            return known
        mark = self._mark(endpoint, view, method)
        asked = () if mark is None else _wants(view, method, mark, variables)
        scopes = frozenset[str]() if mark is None else mark.scopes
        door = Door(view, mark, asked, scopes, tuple(want.name for want in asked if want.model is None))
        self._known[endpoint, method] = door
        if _is_simple(door, method):
            self.simple[endpoint, method] = door
        return door

    def _mark(self, endpoint: str, view: Callable[..., object], method: str) -> Mark | None:
        return marks.both([self._endpoints.get(endpoint), marks.on(view, method, self._owner)])


def _missing(stranger: Stranger | None) -> Refusal:
    return MISSING if stranger is None else stranger.refusal


def _is_simple(door: Door, method: str) -> bool:
    mark = door.mark
    if mark is None or mark.public or mark.roles or mark.policies:
        return False
    # Flask answers OPTIONS by itself, mostly, without the view.
    return method != "OPTIONS" and all(want.model is None for want in door.wants)


def _nothing() -> None:
    """What stands at an endpoint that has no view: nobody can mark it, so it stays closed."""


def _wants(view: Callable[..., object], method: str, mark: Mark, variables: Mapping[str, object]) -> tuple[Want, ...]:
    runs = marks.runs(view, method)
    found = mark.wants
    if found is None and runs is not None:
        found = wants(runs, {}, filled=variables)
    if found is None:
        raise GuardMisuse(
            f"an annotation of {view.__name__} cannot be read", advice="import what it names outside of TYPE_CHECKING"
        )
    if mark.public and any(want.model is None and not want.optional for want in found):
        raise GuardMisuse(f"{view.__name__} is public and asks for Claims", advice="ask for `Claims | None`")
    return found


def _refusal(door: Door, passage: Passage, variables: Mapping[str, object]) -> Refusal | None:
    mark, claims = door.mark, passage.claims
    if claims is None:
        if mark is not None and mark.public:
            # A bad token is as good as none, unless the view cares who asks.
            stranger = passage.stranger
            showed = stranger is not None and stranger.token is not None
            return _missing(stranger) if showed and any(want.optional for want in door.wants) else None
        return _missing(passage.stranger)
    if mark is None:
        return _CLOSED
    if mark.public:
        return None
    reason = marks.refuses(mark, claims, variables)
    if reason == "scope-missing":
        return Refusal(403, reason, error="insufficient_scope", scope=" ".join(sorted(mark.scopes)))
    return Refusal(403, reason) if reason else None
