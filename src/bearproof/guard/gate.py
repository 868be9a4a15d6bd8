"""Who gets in? A guard at one app: it judges the request before the app sees it, and once more first inside the app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from flask import Flask, Request, Response, current_app, request

from bearproof import tripwire as wire

from . import records
from .answers import Refusal, answer
from .border import bearer
from .border.passage import KEY, Passage, Stranger
from .border.paths import Opening, Paths
from .setting import Setting
from .tokens.refusals import TokenRefused
from .tokens.verifying import Verifier
from .views.doors import MISSING, Doors

#: The object itself: each look through Flask's proxy costs a microsecond.
_current: Callable[[], Request] = request._get_current_object  # type: ignore[attr-defined]  # noqa: SLF001  # werkzeug documents it
_NOT_FOUND = 404


class Gate:
    """A guard at one app: before it, and first in it."""

    def __init__(self, app: Flask, setting: Setting, verifier: Verifier, doors: Doors) -> None:
        self._app, self.setting, self.doors = app, setting, doors
        self.verifier = verifier
        self._paths = Paths(app, doors.public)
        self._told: list[str] = []
        self._asked = False
        app.preprocess_request = _first(self, app)  # type: ignore[method-assign, assignment]  # as Flask's documentation replaces wsgi_app

    @property
    def verifier(self) -> Verifier:
        """Says which tokens are good; a test may put another in its place."""
        return self._verifier

    @verifier.setter
    def verifier(self, verifier: Verifier) -> None:
        self._verifier = verifier
        # Found once: every request asks.
        self.recall = verifier.recall

    def answer(self, asked: Request, refusal: Refusal) -> Response:
        """The refusal as an answer of the app's, which its own `after_request` may add headers to."""
        records.refused(refusal, asked.environ, self.shown(asked.environ))
        ours = answer(refusal, self.setting.realm)
        return current_app.response_class(ours.body, ours.status, list(ours.headers))

    def admit(self, environ: dict[str, Any], passage: Passage) -> Refusal | None:
        """None for a request that the app may see, or the refusal: asked unless its credentials were just recalled."""
        if not self._asked:
            # By now all routes and marks are there, also those that came after the guard.
            self._asked = True
            self.tell()
        found = self._one_token(environ)
        token = None
        if isinstance(found, str):
            token = found
            try:
                passage.claims = self._verifier.verify(token)
            except TokenRefused as refused:
                found = Refusal(refused.status, refused.reason, error=refused.error)
            else:
                return None
        return self._without(environ, passage, Stranger(found or MISSING, token))

    def shown(self, environ: dict[str, Any]) -> str | None:
        """The token that came with a request, good or bad, for the record."""
        cookie = self.setting.cookie
        return bearer.shown(environ) or (None if cookie is None else cookie.shown(environ))

    def _one_token(self, environ: dict[str, Any]) -> str | Refusal | None:
        found = bearer.token(environ)
        if self.setting.cookie is not None:
            found = _either(found, self.setting.cookie.token(environ))
        content = environ.get("CONTENT_TYPE")
        if content and isinstance(found, str) and bearer.is_form(str(content)):
            try:
                form = wire.buffered(environ).decode("latin-1")
            except (OSError, ValueError):
                return Refusal(400, "body-unreadable", error="invalid_request")
            if bearer.names_a_token(form):
                return bearer.TWO_WAYS
        return found

    def _without(self, environ: dict[str, Any], passage: Passage, stranger: Stranger) -> Refusal | None:
        """What becomes of a request without a good token."""
        passage.stranger = stranger
        if _preflight(environ):
            # A browser sends no credentials with it (Fetch s4.8), so nothing that comes with it can be meant.
            environ.pop("HTTP_COOKIE", None)
            passage.stranger = replace(stranger, preflight=True)
            return None
        opening = self._paths.at(environ)
        if opening is Opening.PUBLIC:
            passage.stranger = replace(stranger, open_path=True)
            return None
        refusal = stranger.refusal
        if opening is Opening.NOTHING and self.setting.unknown == _NOT_FOUND:
            refusal = Refusal(404, "unknown-path")
        if not self.setting.report_only:
            return refusal
        # What the app would make of it is the hook's business; a path that leads nowhere never gets there.
        passage.stranger = replace(stranger, open_path=opening is Opening.NOTHING)
        if opening is Opening.NOTHING:
            records.would_refuse(refusal, environ)
        return None

    def tell(self) -> None:
        """Write down which routes have no mark, unless they were told already."""
        closed = self.doors.undeclared()
        if closed and closed != self._told:
            records.undeclared(closed)
        self._told = closed


def _first(gate: Gate, app: Flask) -> Callable[..., object]:
    """What stands in the place of the app's own `preprocess_request`: we judge, and then all hooks run.

    In the list of hooks ours would come after those that change the route's variables, and others could be put before
    it. Whoever replaces it altogether has decided nothing, and the layer lets no answer out.
    """
    # Names of this function are found sooner than attributes, and every request passes here.
    current, doors, hooks = _current, gate.doors, app.preprocess_request
    simple = doors.simple
    # Most apps have no hooks before the view. Flask's own way to find that out costs as much as all that is done here.
    plain = getattr(hooks, "__func__", None) is Flask.preprocess_request

    def preprocess_request(*arguments: object) -> object:
        asked = current()
        passage = asked.environ.get(KEY)
        if passage is None or passage.owner is not gate:
            # Called around the layer: nothing was verified.
            return gate.answer(asked, MISSING)
        rule, claims = asked.url_rule, passage.claims
        if rule is not None and claims is not None:
            door, variables = simple.get((rule.endpoint, asked.method)), asked.view_args
            # The same question as `enter` asks, for most requests, without what they do not need.
            if (
                door is not None
                and variables is not None
                and door.view is app.view_functions.get(rule.endpoint)
                and door.scopes <= claims.scopes
                # Where the route has a variable of that name, which the sender writes, `enter` says so.
                and (not door.claimed or door.claimed not in variables)
            ):
                if door.claimed:
                    variables[door.claimed] = claims
                passage.decided = True
                if passage.outer is not None:
                    passage.decide()
                if plain and not app.before_request_funcs and not app.url_value_preprocessors:
                    return None
                return hooks(*arguments)
        refusal = doors.enter(asked, passage)
        passage.decide()
        return hooks(*arguments) if refusal is None else gate.answer(asked, refusal)

    return preprocess_request


def _either(header: str | Refusal | None, cookie: str | Refusal | None) -> str | Refusal | None:
    """The token of a request that has two places for it, and must use one (RFC 6750 s2)."""
    if header is None or isinstance(header, Refusal):
        return header or cookie
    return header if cookie is None else bearer.TWO_WAYS


def _preflight(environ: Mapping[str, object]) -> bool:
    return (
        environ.get("REQUEST_METHOD") == "OPTIONS"
        and bool(environ.get("HTTP_ORIGIN"))
        and bool(environ.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD"))
    )
