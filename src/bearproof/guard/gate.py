"""Who gets in? A guard at one app: it judges the request before the app sees it, and once more first inside the app."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from flask import Flask, Request, Response, current_app, request

from bearproof import tripwire as wire

from . import records
from .answers import Refusal, answer
from .border import bearer
from .border.passage import KEY, Passage
from .border.paths import Opening, Paths
from .tokens.claims import Claims
from .tokens.refusals import TokenRefused
from .views.doors import MISSING, Doors

#: The object itself: each look through Flask's proxy costs a microsecond.
_current: Callable[[], Request] = request._get_current_object  # type: ignore[attr-defined]  # noqa: SLF001  # werkzeug documents it
_NOT_FOUND = 404


@dataclass(frozen=True, slots=True)
class Setting:
    """What a guard decided once for every app that it stands before."""

    verify: Callable[[str], Claims]
    realm: str
    unknown: Literal[401, 404]


class Gate:
    """A guard at one app: before it, and first in it."""

    def __init__(self, app: Flask, setting: Setting, doors: Doors) -> None:
        self._app, self._setting, self.doors = app, setting, doors
        self._verify = setting.verify
        self._paths = Paths(app, doors.public)
        self._told = False
        # One function, to be told from others by identity. Flask looks at each hook on every request whether it is
        # async, and sees that soonest of a plain function.
        self.hook = _hook(self)

    def admit(self, environ: dict[str, Any], passage: Passage) -> Refusal | None:
        """None for a request that the app may see, or the refusal."""
        if self._app.before_request_funcs[None][0] is not self.hook or not self._told:
            self._first()
        likely = bearer.likely(environ)
        if not likely:
            return self._slowly(environ, passage, "", None)
        try:
            passage.claims = self._verify(likely)
        except TokenRefused as problem:
            return self._slowly(environ, passage, likely, problem)
        passage.token = likely
        return None

    def judge(self, asked: Request, passage: Passage) -> Response | None:
        """Placed first in the app: nothing but the app's own session and routes has run before."""
        refusal = self.doors.enter(asked, passage)
        if passage.outer is None:
            passage.decided = True
        else:
            passage.decide()
        return None if refusal is None else self.answer(asked, refusal, passage.token)

    def answer(self, asked: Request, refusal: Refusal, token: str | None) -> Response:
        """The refusal as an answer of the app's, which its own `after_request` may add headers to."""
        records.refused(refusal, asked.environ, token)
        ours = answer(refusal, self._setting.realm)
        return current_app.response_class(ours.body, ours.status, list(ours.headers))

    def _slowly(
        self, environ: dict[str, Any], passage: Passage, seen: str, problem: TokenRefused | None
    ) -> Refusal | None:
        """What becomes of a request that did not come with one plain good token."""
        found = self._one_token(environ)
        if isinstance(found, str):
            passage.token = found
            try:
                if problem is not None and found == seen:
                    raise problem
                passage.claims = self._verify(found)
            except TokenRefused as refused:
                found = Refusal(401, refused.reason, error="invalid_token")
            else:
                return None
        return self._without(environ, passage, found or MISSING)

    def _one_token(self, environ: dict[str, Any]) -> str | Refusal | None:
        found = bearer.token(environ)
        if isinstance(found, str) and bearer.is_form(environ):
            try:
                form = wire.buffered(environ).decode("latin-1")
            except (OSError, ValueError):
                return Refusal(400, "body-unreadable", error="invalid_request")
            if bearer.names_a_token(form):
                return bearer.TWO_WAYS
        return found

    def _without(self, environ: dict[str, Any], passage: Passage, refusal: Refusal) -> Refusal | None:
        """What becomes of a request without a good token."""
        passage.refusal = refusal
        if _preflight(environ):
            # A browser sends no credentials with it (Fetch s4.8), so nothing that comes with it can be meant.
            environ.pop("HTTP_COOKIE", None)
            passage.preflight = True
            return None
        opening = self._paths.at(environ)
        if opening is Opening.PUBLIC:
            passage.open_path = True
            return None
        if opening is Opening.NOTHING and self._setting.unknown == _NOT_FOUND:
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


def _hook(gate: Gate) -> Callable[[], Response | None]:
    def judge() -> Response | None:
        asked = _current()
        passage = asked.environ.get(KEY)
        if passage.__class__ is not Passage or passage.owner is not gate:
            # Called around the layer: nothing was verified.
            return gate.answer(asked, MISSING, None)
        return gate.judge(asked, passage)

    return judge


def _preflight(environ: Mapping[str, object]) -> bool:
    return (
        environ.get("REQUEST_METHOD") == "OPTIONS"
        and bool(environ.get("HTTP_ORIGIN"))
        and bool(environ.get("HTTP_ACCESS_CONTROL_REQUEST_METHOD"))
    )
