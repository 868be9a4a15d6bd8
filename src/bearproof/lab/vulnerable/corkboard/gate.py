"""Who gets in: the decorators and hooks of the views."""

from __future__ import annotations

import functools
from typing import Any, Callable

from flask import abort, g, request
from flask.typing import ResponseReturnValue

from . import tokens

View = Callable[..., ResponseReturnValue]


def signed_in(view: View) -> View:
    """Let only callers with a good token through, and keep its claims in `g.claims`."""

    @functools.wraps(view)
    def inner(*args: Any, **kwargs: Any) -> ResponseReturnValue:  # noqa: ANN401  # whatever the view takes
        g.claims = tokens.verified()
        return view(*args, **kwargs)

    return inner


def admin_only(view: View) -> View:
    """Let only administrators through; stands below `signed_in`."""

    @functools.wraps(view)
    def inner(*args: Any, **kwargs: Any) -> ResponseReturnValue:  # noqa: ANN401  # whatever the view takes
        if g.claims.get("role") != "admin":
            abort(403)
        return view(*args, **kwargs)

    return inner


def bearer_required(view: View) -> View:
    """Let only callers with a token through."""

    @functools.wraps(view)
    def inner(*args: Any, **kwargs: Any) -> ResponseReturnValue:  # noqa: ANN401  # whatever the view takes
        if "Bearer" not in request.headers.get("Authorization", ""):
            abort(401)
        return view(*args, **kwargs)

    return inner


def require_bearer() -> ResponseReturnValue | None:
    """Turn a request without a token away before it reaches a view."""
    header = request.headers.get("Authorization")
    if header is None or not header.lower().startswith("bearer "):
        return {"error": "a bearer token is required"}, 401
    return None
