"""What leaves of a view's answer? What the type that it declares has, and nothing else (OWASP API3, property level)."""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask, Request, request
from werkzeug.wrappers import Response

from bearproof.guard import records
from bearproof.guard.answers import Refusal, answer

from .readers.reading import Reader, Unfit

_current: Callable[[], Request] = request._get_current_object  # type: ignore[attr-defined]  # noqa: SLF001  # werkzeug documents it
_WRONG = Refusal(500, "answer-invalid")
_FIRST_MISTAKE = 400


def write_answers(app: Flask, answering: Callable[[Request], Reader | None]) -> None:
    """Have the app make answers by the types that its views declare.

    Flask makes an answer of whatever a view returns in one place, which is asked here first. Answers that are made
    already, and those of error handlers, are left alone.
    """
    make = app.make_response

    def made(value: object) -> object:
        asked = _current()
        reader = answering(asked)
        first, rest = (value[0], value[1:]) if isinstance(value, tuple) and value else (value, ())
        if reader is None or isinstance(first, Response | str | bytes) or callable(first) or _is_mistake(rest):
            return make(value)  # type: ignore[arg-type]  # what Flask takes
        try:
            raw = reader.to_json(first)
        except (Unfit, ValueError, TypeError) as problem:
            records.answer_invalid(str(asked.endpoint), [place for place, _ in getattr(problem, "errors", ())])
            ours = answer(_WRONG, "")
            return app.response_class(ours.body, ours.status, list(ours.headers))
        whole = app.response_class(raw, mimetype="application/json")
        return make((whole, *rest)) if rest else whole

    app.make_response = made  # type: ignore[method-assign, assignment]  # as Flask's documentation replaces wsgi_app


def _is_mistake(rest: tuple[object, ...]) -> bool:
    """The view itself says that something is wrong, in words of its own."""
    for each in rest:
        if isinstance(each, int) and each >= _FIRST_MISTAKE:
            return True
        if isinstance(each, str) and each[:1] in ("4", "5"):
            return True
    return False
