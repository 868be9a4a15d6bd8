"""Is this request let through to this view, and with which values? Asked by the hook that runs first in the app."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from flask import Flask, Request
from werkzeug.routing import Rule

from bearproof.guard import records
from bearproof.guard.answers import Refusal
from bearproof.guard.border import authority
from bearproof.guard.border.passage import Passage, Stranger
from bearproof.guard.misuse import GuardMisuse
from bearproof.guard.setting import Setting
from bearproof.guard.tokens.claims import Claims

from . import binding, filling, marks
from .answering import write_answers
from .binding import Place, Want
from .marks import Mark
from .owning import claim, same
from .readers.reading import Reader

MISSING = Refusal(401, "no-token")
_CLOSED = Refusal(403, "undeclared")
#: The methods by which a rule that names none is asked for: websockets, mostly.
_ANY = frozenset({"GET"})
_ELSEWHERE = Refusal(404, "not-bound")
#: What the tripwire calls the places that values come from.
_CARRIERS = {Place.BODY: "body", Place.FORM: "body", Place.QUERY: "query", Place.HEADERS: "header"}


@dataclass(frozen=True, slots=True)
class Door:
    """What was found out once about a view and a method: its mark, what it asks for and how its answer is written."""

    view: Callable[..., object]
    mark: Mark | None
    wants: tuple[Want, ...] = ()
    accepted: frozenset[str] | None = None
    answers: Reader | None = None
    #: The same again, as most requests need it: the scopes, and the parameter that gets the claims.
    scopes: frozenset[str] = frozenset()
    claimed: str = ""


class Doors:
    """The marks of one app's views, for one guard. `endpoints` are marks by name, on views that nobody can edit."""

    def __init__(self, app: Flask, setting: Setting, endpoints: Mapping[str, Mark]) -> None:
        self._app, self._setting, self._endpoints = app, setting, endpoints
        self._known: dict[tuple[str, str], Door] = {}
        self._writes = False
        self._changes = 0
        #: Those of the doors, by endpoint and method, that a good token with the scopes opens and nothing else does.
        self.simple: dict[tuple[str, str], Door] = {}

    def public(self, endpoint: str, method: str) -> bool:
        """The endpoint is open to everybody with this method."""
        mark = self.mark(endpoint, method)
        return mark is not None and mark.public

    def mark(self, endpoint: str, method: str) -> Mark | None:
        """Who may enter the endpoint with this method; None for nobody."""
        view = self._app.view_functions.get(endpoint)
        return None if view is None else self._mark(endpoint, view, method)

    def forget(self) -> None:
        """Marks have changed: what was found out about views is looked up anew."""
        self._changes += 1
        self._known.clear()
        self.simple.clear()

    def undeclared(self) -> list[str]:
        """The endpoints that nobody can reach, because no mark says who may."""
        found = set()
        for rule in self._app.url_map.iter_rules():
            methods = (rule.methods or {"GET"}) - {"HEAD", "OPTIONS"} or (rule.methods or set())
            marked = any(self.mark(rule.endpoint, method) for method in methods)
            if rule.endpoint in self._app.view_functions and not marked:
                found.add(rule.endpoint)
        return sorted(found)

    def check(self) -> None:
        """GuardMisuse for a mark that could not be carried out, before anybody asks for its route."""
        for rule in self._app.url_map.iter_rules():
            for method in sorted((rule.methods or _ANY) - {"HEAD", "OPTIONS"}):
                mark = self.mark(rule.endpoint, method)
                if mark is not None:
                    _fits(_made(self._app.view_functions[rule.endpoint], mark, method, rule.arguments), rule)

    def enter(self, request: Request, passage: Passage) -> Refusal | None:
        """None when the request may go on: its view's arguments then hold what the view asks for."""
        if request.routing_exception is not None or request.url_rule is None:
            stranger = passage.stranger
            known = passage.claims is not None or (stranger is not None and stranger.open_path)
            return self._tolerated(request, None if known else _missing(stranger))
        automatic = request.method == "OPTIONS" and getattr(request.url_rule, "provide_automatic_options", False)
        if automatic and passage.stranger is not None and passage.stranger.preflight:
            return None
        variables = request.view_args if request.view_args is not None else {}
        door = self._door(request.url_rule, request.method, variables)
        refusal = self._tolerated(request, self._refusal(door, request, passage, variables))
        if refusal is not None or automatic:
            return refusal
        refusal = self._owned(door, passage.claims, variables)
        return refusal or self._filled(door, request, passage)

    def answering(self, request: Request) -> Reader | None:
        """How the answer to this request is written, if its view says so."""
        rule = request.url_rule
        door = None if rule is None else self._known.get((rule.endpoint, request.method))
        return None if door is None else door.answers

    def _refusal(
        self, door: Door, request: Request, passage: Passage, variables: Mapping[str, object]
    ) -> Refusal | None:
        refusal = _refusal(door, passage, variables)
        if refusal is not None:
            return refusal
        if passage.claims is not None and not (door.mark is not None and door.mark.public):
            for name, claimed in self._setting.bound.items():
                if name in variables and not same(variables[name], claim(passage.claims, claimed)):
                    return _ELSEWHERE
        return self._authority(door, request) if self._setting.authority else None

    def _authority(self, door: Door, request: Request) -> Refusal | None:
        declared: dict[str, frozenset[str]] = {}
        for want in door.wants:
            carrier = _CARRIERS.get(want.place)
            if carrier is not None and want.reader is not None:
                declared[carrier] = declared.get(carrier, frozenset()) | want.reader.shape.names()
        opened = frozenset[str]() if door.mark is None else door.mark.reads
        try:
            found = authority.claimed(request.environ, opened, declared, self._own_cookies())
        except authority.Unsure:
            return Refusal(413, "authority-unsure")
        except (OSError, ValueError):
            return Refusal(400, "body-unreadable")
        return Refusal(400, "undeclared-authority", field=found) if found else None

    def _own_cookies(self) -> frozenset[str]:
        """The cookies that the app itself has signed, and the one that the token comes in."""
        cookie = self._setting.cookie
        signed = authority.signs_sessions(self._app)
        return frozenset({signed} if signed else ()) | (frozenset({cookie.name}) if cookie else frozenset())

    def _owned(self, door: Door, claims: Claims | None, variables: dict[str, object]) -> Refusal | None:
        for owned in door.mark.owned if door.mark is not None else ():
            refusal = MISSING if claims is None else owned.refuses(claims, variables, door.accepted)
            if refusal is not None:
                # Not even when nothing is decided: the view asks for the thing, and there is none to give.
                return refusal
        return None

    def _filled(self, door: Door, request: Request, passage: Passage) -> Refusal | None:
        if self._setting.report_only and passage.claims is None and _needs_claims(door):
            return _missing(passage.stranger)
        return filling.fill(door.wants, request, passage.claims, self._setting.limits, door.accepted)

    def _tolerated(self, request: Request, refusal: Refusal | None) -> Refusal | None:
        if refusal is None or not self._setting.report_only:
            return refusal
        records.would_refuse(refusal, request.environ)
        return None

    def _door(self, rule: Rule, method: str, variables: Mapping[str, object]) -> Door:
        endpoint = str(rule.endpoint)
        view = self._app.view_functions.get(endpoint, _nothing)
        known = self._known.get((endpoint, method))
        # Tests and extensions replace views while the app runs.
        if known is not None and known.view is view:
            return known
        changes = self._changes
        mark = self._mark(endpoint, view, method)
        door = Door(view, mark) if mark is None else _made(view, mark, method, variables)
        # A rule without methods takes whatever word a client makes up, and not each is worth remembering. And what was
        # found while another thread added a mark may not know of it.
        if method not in (rule.methods or _ANY) or changes != self._changes:
            return door
        self._known[endpoint, method] = door
        self.simple.pop((endpoint, method), None)
        if door.answers is not None and not self._writes:
            self._writes = True
            write_answers(self._app, self.answering)
        if _is_simple(door, method) and not self._setting.authority and not self._setting.bound:
            self.simple[endpoint, method] = door
        return door

    def _mark(self, endpoint: str, view: Callable[..., object], method: str) -> Mark | None:
        return marks.both([self._endpoints.get(endpoint), marks.on(view, method, self._setting.owner)])


def _missing(stranger: Stranger | None) -> Refusal:
    return MISSING if stranger is None else stranger.refusal


def _is_simple(door: Door, method: str) -> bool:
    mark = door.mark
    if mark is None or mark.public or mark.roles or mark.policies or mark.owned:
        return False
    # Flask answers OPTIONS by itself, mostly, without the view.
    return method != "OPTIONS" and (not door.wants or (len(door.wants) == 1 and bool(door.claimed)))


def _needs_claims(door: Door) -> bool:
    return any(want.place in (Place.CLAIMS, Place.OWN_CLAIMS) and not want.optional for want in door.wants)


def _nothing() -> None:
    """What stands at an endpoint that has no view: nobody can mark it, so it stays closed."""


def _fits(door: Door, rule: Rule) -> None:
    """GuardMisuse when this route cannot give the view what its mark and its annotations say."""
    owned = door.mark.owned if door.mark is not None else ()
    for name in (*(want.name for want in door.wants), *(thing.into for thing in owned)):
        if name in rule.arguments:
            raise GuardMisuse(f"{rule.rule} has a variable named {name!r}, which the guard fills")
    for name in (name for thing in owned for name in thing.takes):
        if name not in rule.arguments:
            raise GuardMisuse(f"{rule.rule} has no variable named {name!r}, by which something is to be owned")


def _made(view: Callable[..., object], mark: Mark, method: str, variables: Collection[str]) -> Door:
    runs = marks.runs(view, method)
    if runs is None:
        return Door(view, mark, scopes=mark.scopes)
    found = mark.wants
    if found is None:
        found = binding.wants(runs, {}, filled=variables)
    if found is None:
        raise GuardMisuse(
            f"an annotation of {view.__name__} cannot be read", advice="import what it names outside of TYPE_CHECKING"
        )
    if mark.public and any(want.place is Place.CLAIMS and not want.optional for want in found):
        raise GuardMisuse(f"{view.__name__} is public and asks for Claims", advice="ask for `Claims | None`")
    if mark.public and any(want.place is Place.OWN_CLAIMS for want in found):
        raise GuardMisuse(f"{view.__name__} is public and asks for claims", advice="ask for `Claims | None`")
    claimed = next((want.name for want in found if want.place is Place.CLAIMS), "")
    answers = mark.answers or binding.answers(runs, {})
    return Door(view, mark, found, binding.accepted(runs), answers, mark.scopes, claimed)


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
