"""How is an app guarded? The one object that a developer makes, marks views with and gives the app to."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Literal, TypeVar

from flask import Flask, Response, jsonify, request

from bearproof import tripwire as wire

from . import commands, records
from .answers import Refusal
from .border.cookies import Cookie
from .border.layer import Layer
from .border.wiring import MODES, Wiring
from .gate import Gate
from .limits import Limits
from .misuse import GuardMisuse
from .setting import Setting
from .stores.revoking import Revocations
from .stores.store import Store
from .tokens.issuing import LIFETIME, Issuer
from .tokens.keys import Key, SecretKey
from .tokens.refreshing import RefreshTokens
from .tokens.refusals import TokenRefused
from .tokens.trusted import TrustedIssuer, trusted
from .tokens.verifying import Rules, Trust, Verifier
from .views import marks
from .views.binding import declare_claims
from .views.doors import Doors
from .views.marks import Mark, Marked, Policy
from .views.owning import Loader, owned

_EXTENSION = "bearproof"
Claimed = TypeVar("Claimed")


class Guard:
    """Closes every route of an app, and opens each to whom its mark names.

    `issuer` is whose tokens count: a name (an https address, where its keys are discovered unless `keys` are given), or
    one TrustedIssuer or several. With a `store`, tokens can be taken back, and are looked up in it on every request.
    """

    def __init__(  # noqa: PLR0913  # the house allows a guard ten, each by its name
        self,
        *,
        issuer: str | TrustedIssuer | Sequence[TrustedIssuer],
        audience: str,
        keys: Sequence[Key] = (),
        store: Store | None = None,
        limits: Limits | None = None,
        tripwire: Literal["off", "observe", "refuse"] = "observe",
        authority: Literal["off", "refuse"] = "off",
        unknown: Literal[401, 404] = 401,
        clock: Callable[[], float] = time.time,
    ) -> None:
        if tripwire not in MODES:
            raise GuardMisuse(f"tripwire is one of {', '.join(MODES)}, not {tripwire!r}")
        if authority not in ("off", "refuse"):
            raise GuardMisuse(f"authority is off or refuse, not {authority!r}")
        if unknown not in (401, 404):
            raise GuardMisuse(f"unknown paths answer 401 or 404, not {unknown!r}")
        self._limits = limits or Limits()
        self._audience = _printable(audience)
        trusts = tuple(each.trust(audience, self._limits) for each in trusted(issuer, keys))
        self._clock, self._tripwire, self._unknown, self._authority = clock, tripwire, unknown, authority
        self._revocations = None if store is None else _revocations(store, trusts[0], self._limits, clock)
        self._verifier = Verifier(Rules(trusts, clock, self._limits.token, self._limits.remembered, self._revocations))
        self._endpoints: dict[str, Mark] = {}
        self._bound: dict[str, str] = {}
        self._doors: list[Doors] = []
        self._issuer: Issuer | None = None

    @classmethod
    def first_party(  # noqa: PLR0913  # the house allows a guard ten, each by its name
        cls,
        *,
        secret_env: str | Sequence[str],
        audience: str,
        issuer: str | None = None,
        store: Store | None = None,
        limits: Limits | None = None,
        tripwire: Literal["off", "observe", "refuse"] = "observe",
        authority: Literal["off", "refuse"] = "off",
        unknown: Literal[401, 404] = 401,
        environment: Mapping[str, str] | None = None,
        clock: Callable[[], float] = time.time,
    ) -> Guard:
        """A guard for an app that issues its own tokens (HS256), with a key that the environment holds.

        Of several names the first is signed with, and all verify: rotation is a new name in front. `issuer` is the
        audience unless told otherwise. GuardMisuse when a key is missing, short or plainly not random.
        """
        names = (secret_env,) if isinstance(secret_env, str) else tuple(secret_env)
        variables = os.environ if environment is None else environment
        found = tuple(SecretKey.from_environment(name, variables) for name in names)
        guard = cls(
            issuer=issuer or audience,
            audience=audience,
            keys=found,
            store=store,
            limits=limits,
            tripwire=tripwire,
            authority=authority,
            unknown=unknown,
            clock=clock,
        )
        guard._issuer = Issuer(found[0], guard._verifier.expected, clock, exact=store is not None)
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

    @property
    def revocations(self) -> Revocations:
        """Takes tokens back: one, a session's, or a subject's."""
        if self._revocations is None:
            raise GuardMisuse("this guard has no store", advice="give it one: store=SQLiteStore('tokens.db')")
        return self._revocations

    @property
    def refresh_tokens(self) -> RefreshTokens:
        """Issues pairs of an access and a refresh token, and exchanges the latter for the next pair."""
        if self._issuer is None:
            raise GuardMisuse("this guard only verifies", advice="Guard.first_party issues")
        return RefreshTokens(self._issuer, self.revocations, self._limits, self._clock)

    def init_app(self, app: Flask, *, cookie: Cookie | None = None, unsafe_report_only: bool = False) -> None:
        """Close every route of the app that no mark opens, also those that are added later.

        With a `cookie`, the token may also come in that. `unsafe_report_only` protects nothing: what would have been
        refused is logged and let through, so that an app can be marked while it runs.
        """
        if _EXTENSION in app.extensions:
            raise GuardMisuse("this app has a guard already")
        setting = Setting(
            self, self._audience, self._limits, self._unknown, authority=self._authority == "refuse", cookie=cookie,
            report_only=unsafe_report_only, bound=self._bound,
        )  # fmt: skip
        if unsafe_report_only:
            records.report_only()
        doors = Doors(app, setting, self._endpoints)
        self._doors.append(doors)
        gate = Gate(app, setting, self._verifier, doors)
        wiring = None if self._tripwire == "off" else Wiring(self._tripwire)
        app.wsgi_app = Layer(app.wsgi_app, gate, wiring).entrance()  # type: ignore[assignment, method-assign]  # Flask's documented way
        app.extensions[_EXTENSION] = gate
        app.cli.add_command(commands.group)
        app.register_error_handler(TokenRefused, _refused)
        if any(rule.endpoint != "static" for rule in app.url_map.iter_rules()):
            # The app's own routes are there, so that nobody need ask for one to hear of what was forgotten.
            gate.tell()
        if wiring is not None and wiring.refuses:
            app.register_error_handler(wire.Refused, _tripped)

    def public(self, view: Marked) -> Marked:
        """Open the view to everybody."""
        return self._put(view, Mark(self, public=True), sys._getframe(1).f_locals)  # noqa: SLF001  # models may be local there

    def allow(
        self,
        *,
        scope: str | Iterable[str] = (),
        role: str | Iterable[str] = (),
        policy: Policy | None = None,
        reads: str | Iterable[str] = (),
    ) -> Callable[[Marked], Marked]:
        """Open the view to tokens with every scope, one of the roles, and the policy's consent; to any good token bare.

        Several on one view must all agree. `reads` are fields that look like privileges and are none here: with
        `authority="refuse"` they may be sent to this view.
        """
        mark = replace(self._closed(scope, role, policy), reads=marks.words(reads))

        def note(view: Marked) -> Marked:
            return self._put(view, mark, sys._getframe(1).f_locals)  # noqa: SLF001  # models may be local there

        return note

    def owns(
        self,
        what: str | Loader,
        *,
        into: str = "",
        by: str | Callable[[object], object] = "owner_id",
        claim: str = "sub",
        unless_scope: str | Iterable[str] = (),
    ) -> Callable[[Marked], Marked]:
        """Open the view to whom the thing belongs that the route names: others get 404, as if there were none.

        `what` finds it: a function of variables of the route, and the view gets what it found as `into` in place of
        the id. `by` is the thing's attribute, key or function that says whose it is. Or `what` names a variable of
        the route that must be the claim itself. `unless_scope` opens everybody's.
        """
        thing = owned(what, into=into, by=by, name=claim, unless=marks.words(unless_scope))
        mark = Mark(self, owned=(thing,))

        def note(view: Marked) -> Marked:
            return self._put(view, mark, sys._getframe(1).f_locals)  # noqa: SLF001  # models may be local there

        return note

    def bind(self, variable: str, *, claim: str) -> None:
        """Route variables of this name must be this claim of the token, in every route: a tenant, as a rule."""
        self._bound[variable] = claim
        self._forget()

    def claims(self, kind: type[Claimed]) -> type[Claimed]:
        """Give views that ask for this type the verified claims as it; 403 for a token whose claims do not fit."""
        declare_claims(kind)
        return kind

    def public_endpoints(self, *names: str, reads: str | Iterable[str] = ()) -> None:
        """Open endpoints by name to everybody: `static`, or views of other extensions."""
        self._by_name(names, Mark(self, public=True, reads=marks.words(reads)))

    def allow_endpoints(
        self,
        *names: str,
        scope: str | Iterable[str] = (),
        role: str | Iterable[str] = (),
        policy: Policy | None = None,
        reads: str | Iterable[str] = (),
    ) -> None:
        """Open endpoints by name as `allow` does."""
        self._by_name(names, replace(self._closed(scope, role, policy), reads=marks.words(reads)))

    def undeclared(self, app: Flask) -> list[str]:
        """The endpoints of the app that carry no mark, and that nobody can reach."""
        gate = app.extensions[_EXTENSION]
        return gate.doors.undeclared() if isinstance(gate, Gate) else []

    def _closed(self, scope: str | Iterable[str], role: str | Iterable[str], policy: Policy | None) -> Mark:
        roles = marks.words(role)
        return Mark(self, scopes=marks.words(scope), roles=(roles,) if roles else (), policies=marks.checked(policy))

    def _by_name(self, names: Iterable[str], mark: Mark) -> None:
        for name in names:
            joined = marks.both([self._endpoints.get(name), mark])
            if joined is not None:
                self._endpoints[name] = joined
        self._forget()

    def _put(self, view: Marked, mark: Mark, namespace: Mapping[str, object]) -> Marked:
        marked = marks.put(view, mark, namespace)
        self._forget()
        return marked

    def _forget(self) -> None:
        for doors in self._doors:
            doors.forget()


def _tripped(_problem: Exception) -> tuple[str, int]:
    # The layer outside answers in its place; this only keeps an expected refusal out of the log of errors.
    return "", 400


def _refused(problem: TokenRefused) -> Response:
    # A view that exchanges a refresh token need not catch this: the answer is that of RFC 6749 s5.2.
    records.refused(Refusal(problem.status, problem.reason), request.environ, None)
    answer = jsonify(error=problem.error or "temporarily_unavailable")
    answer.status_code, answer.headers["Cache-Control"] = problem.status, "no-store"
    return answer


def _revocations(store: Store, trust: Trust, limits: Limits, clock: Callable[[], float]) -> Revocations:
    longest = max(limits.lifetime, limits.session) + limits.leeway
    return Revocations(store, issuer=trust.expected.issuer, longest=longest, clock=clock)


def _printable(audience: str) -> str:
    if not audience or not audience.isascii() or not audience.isprintable() or set(audience) & set('"\\'):
        raise GuardMisuse(f"an audience is printable ASCII without quotes, because it stands in a header: {audience!r}")
    return audience
