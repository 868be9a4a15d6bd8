"""How is an app guarded? The one object that a developer makes, marks views with and gives the app to."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Literal

from flask import Flask, Request, Response, current_app
from flask.globals import request_ctx

from bearproof import tripwire as wire

from . import bearer, records
from .answers import Refusal, answer
from .layer import Layer
from .limits import Limits
from .misuse import GuardMisuse
from .passage import KEY, Passage
from .paths import Opening, Paths
from .tokens.claims import Expectations
from .tokens.issuing import LIFETIME, Issuer
from .tokens.keys import Key, KeyRing, SecretKey
from .tokens.refusals import TokenRefused
from .tokens.verifying import Rules, Verifier
from .views import marks
from .views.doors import MISSING, Doors
from .views.marks import Mark, Marked, Policy
from .wiring import MODES, Wiring

_EXTENSION = "bearproof"


class Guard:
    """Closes every route of an app, and opens each to whom its mark names."""

    def __init__(
        self,
        *,
        issuer: str,
        audience: str,
        keys: Sequence[Key],
        limits: Limits | None = None,
        tripwire: Literal["off", "observe", "refuse"] = "observe",
        unknown: Literal[401, 404] = 401,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if tripwire not in MODES:
            raise GuardMisuse(f"tripwire is one of {', '.join(MODES)}, not {tripwire!r}")
        if unknown not in (401, 404):
            raise GuardMisuse(f"unknown paths answer 401 or 404, not {unknown!r}")
        if not keys:
            raise GuardMisuse("a guard needs at least one key")
        _printable(issuer=issuer, audience=audience)
        self._limits = limits or Limits()
        self._expected = Expectations(issuer, audience, self._limits.leeway, self._limits.lifetime)
        self._clock, self._tripwire, self._unknown = clock, tripwire, unknown
        self._verifier = Verifier(
            Rules(KeyRing(tuple(keys)), self._expected, clock, self._limits.token, self._limits.remembered)
        )
        self._endpoints: dict[str, Mark] = {}
        self._issuer: Issuer | None = None

    @classmethod
    def first_party(  # noqa: PLR0913  # the house allows a guard ten, each by its name
        cls,
        *,
        secret_env: str | Sequence[str],
        audience: str,
        issuer: str | None = None,
        limits: Limits | None = None,
        tripwire: Literal["off", "observe", "refuse"] = "observe",
        unknown: Literal[401, 404] = 401,
        environment: Mapping[str, str] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> Guard:
        """A guard for an app that issues its own tokens (HS256), with a key that the environment holds.

        Of several names the first is signed with, and all verify: rotation is a new name in front. `issuer` is the
        audience unless told otherwise. GuardMisuse when a key is missing, short or plainly not random.
        """
        names = (secret_env,) if isinstance(secret_env, str) else tuple(secret_env)
        found = tuple(SecretKey.from_environment(name, environment or os.environ) for name in names)
        guard = cls(
            issuer=issuer or audience,
            audience=audience,
            keys=found,
            limits=limits,
            tripwire=tripwire,
            unknown=unknown,
            clock=clock,
        )
        guard._issuer = Issuer(found[0], guard._expected, clock)
        return guard

    def issue(
        self,
        subject: str,
        *,
        scopes: Iterable[str] = (),
        roles: Iterable[str] = (),
        lifetime: timedelta = LIFETIME,
    ) -> str:
        """An access token for the subject, who must have been authenticated by the caller."""
        if self._issuer is None:
            raise GuardMisuse("this guard only verifies", advice="Guard.first_party issues")
        return self._issuer.issue(subject, scopes=scopes, roles=roles, lifetime=lifetime)

    def init_app(self, app: Flask) -> None:
        """Close every route of the app that no mark opens, also those that are added later."""
        if _EXTENSION in app.extensions:
            raise GuardMisuse("this app has a guard already")
        doors = Doors(app, self, self._endpoints, self._limits)
        gate = _Gate(app, self, doors)
        wiring = None if self._tripwire == "off" else Wiring(self._tripwire)
        app.wsgi_app = Layer(app.wsgi_app, gate.admit, wiring, self._expected.audience)  # type: ignore[assignment, method-assign]  # Flask's documented way
        app.before_request_funcs.setdefault(None, []).insert(0, gate.hook)
        app.extensions[_EXTENSION] = gate
        if wiring is not None and wiring.refuses:
            app.register_error_handler(wire.Refused, _tripped)

    def public(self, view: Marked) -> Marked:
        """Open the view to everybody."""
        return marks.put(view, Mark(self, public=True), sys._getframe(1).f_locals)  # noqa: SLF001  # models may be local there

    def allow(
        self,
        *,
        scope: str | Iterable[str] = (),
        role: str | Iterable[str] = (),
        policy: Policy | None = None,
    ) -> Callable[[Marked], Marked]:
        """Open the view to tokens with every scope, one of the roles, and the policy's consent; to any good token bare.

        Several on one view must all agree.
        """
        mark = self._closed(scope, role, policy)

        def note(view: Marked) -> Marked:
            return marks.put(view, mark, sys._getframe(1).f_locals)  # noqa: SLF001  # models may be local there

        return note

    def public_endpoints(self, *names: str) -> None:
        """Open endpoints by name to everybody: `static`, or views of other extensions."""
        self._by_name(names, Mark(self, public=True))

    def allow_endpoints(
        self,
        *names: str,
        scope: str | Iterable[str] = (),
        role: str | Iterable[str] = (),
        policy: Policy | None = None,
    ) -> None:
        """Open endpoints by name as `allow` does."""
        self._by_name(names, self._closed(scope, role, policy))

    def undeclared(self, app: Flask) -> list[str]:
        """The endpoints of the app that carry no mark, and that nobody can reach."""
        gate = app.extensions[_EXTENSION]
        return gate.doors.undeclared() if isinstance(gate, _Gate) else []

    def _closed(self, scope: str | Iterable[str], role: str | Iterable[str], policy: Policy | None) -> Mark:
        roles = marks.words(role)
        return Mark(self, scopes=marks.words(scope), roles=(roles,) if roles else (), policies=marks.checked(policy))

    def _by_name(self, names: Iterable[str], mark: Mark) -> None:
        for name in names:
            joined = marks.both([self._endpoints.get(name), mark])
            if joined is not None:
                self._endpoints[name] = joined


class _Gate:
    """A guard at one app: before it, and first in it."""

    def __init__(self, app: Flask, guard: Guard, doors: Doors) -> None:
        self._app, self._guard, self.doors = app, guard, doors
        self._paths = Paths(app, doors.public)
        self._told = False
        # One bound method, to be told from others by identity.
        self.hook = self._judge

    def admit(self, environ: dict[str, Any]) -> Passage | Refusal:
        """The passage of a request that the app may see, or the refusal."""
        outer = environ.get(KEY)
        passage = environ[KEY] = Passage(self, outer if isinstance(outer, Passage) else None)
        self._first()
        found = self._one_token(environ)
        if isinstance(found, str):
            passage.token = found
            try:
                passage.claims = self._guard._verifier.verify(found)  # noqa: SLF001  # one object in two parts
            except TokenRefused as problem:
                found = Refusal(401, problem.reason, error="invalid_token")
            else:
                return passage
        return self._without(environ, passage, found or MISSING)

    def _judge(self) -> Response | None:
        """Placed first in the app: nothing but the app's own session and routes has run before."""
        # The object itself: each look through Flask's proxy costs a microsecond.
        request = request_ctx.request
        passage = request.environ.get(KEY)
        if not isinstance(passage, Passage) or passage.owner is not self:
            # Called around the layer: nothing was verified.
            return self._answer(request, MISSING, None)
        refusal = self.doors.enter(request, passage)
        passage.decide()
        return None if refusal is None else self._answer(request, refusal, passage.token)

    def _answer(self, request: Request, refusal: Refusal, token: str | None) -> Response:
        records.refused(refusal, request.environ, token)
        ours = answer(refusal, self._guard._expected.audience)  # noqa: SLF001  # one object in two parts
        return current_app.response_class(ours.body, ours.status, list(ours.headers))

    def _one_token(self, environ: dict[str, Any]) -> str | Refusal | None:
        found = bearer.token(environ)
        if isinstance(found, str) and bearer.is_form(environ):
            try:
                form = wire.buffered(environ).decode("latin-1")
            except (OSError, ValueError):
                return Refusal(400, "body-unreadable", error="invalid_request")
            if bearer.names_a_token(form):
                return Refusal(400, "two-ways", error="invalid_request")
        return found

    def _without(self, environ: dict[str, Any], passage: Passage, refusal: Refusal) -> Passage | Refusal:
        """What becomes of a request without a good token."""
        passage.refusal = refusal
        if _preflight(environ):
            # A browser sends no credentials with it (Fetch s4.8), so nothing that comes with it can be meant.
            environ.pop("HTTP_COOKIE", None)
            passage.preflight = True
            return passage
        opening = self._paths.at(environ)
        if opening is Opening.PUBLIC:
            passage.open_path = True
            return passage
        if opening is Opening.NOTHING and self._guard._unknown == 404:  # noqa: SLF001, PLR2004  # an HTTP status
            return Refusal(404, "unknown-path")
        return refusal

    def _first(self) -> None:
        """Another extension may have put a hook before ours since."""
        funcs = self._app.before_request_funcs
        if funcs[None][0] is not self.hook:
            # A new list, so that a request in another thread that walks along the old one still meets the hook.
            funcs[None] = [self.hook, *(each for each in funcs[None] if each is not self.hook)]
        if not self._told:
            self._told = True
            closed = self.doors.undeclared()
            if closed:
                records.undeclared(closed)


def _preflight(environ: Mapping[str, object]) -> bool:
    return (
        environ.get("REQUEST_METHOD") == "OPTIONS"
        and bool(environ.get("HTTP_ORIGIN"))
        and bool(environ.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD"))
    )


def _tripped(_problem: Exception) -> tuple[str, int]:
    # The layer outside answers in its place; this only keeps an expected refusal out of the log of errors.
    return "", 400


def _printable(**texts: str) -> None:
    for name, text in texts.items():
        if not text or not text.isascii() or not text.isprintable() or set(text) & set('"\\'):
            raise GuardMisuse(f"{name} is printable ASCII without quotes, because it stands in a header: {text!r}")
