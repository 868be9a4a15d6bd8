"""Who gets in: the decorators and hooks of the views. Each verifies the token, none merely looks at it."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, cast

from flask import abort, g
from flask.typing import ResponseReturnValue

from .tokens import Caller, verified_caller

View = Callable[..., ResponseReturnValue]


def signed_in(view: View) -> View:
    """Let only callers with a good token through, and keep who they are."""

    @functools.wraps(view)
    def inner(*args: Any, **kwargs: Any) -> ResponseReturnValue:  # noqa: ANN401  # whatever the view takes
        g.caller = verified_caller()
        return view(*args, **kwargs)

    return inner


def admin_only(view: View) -> View:
    """Let only administrators through."""

    @functools.wraps(view)
    def inner(*args: Any, **kwargs: Any) -> ResponseReturnValue:  # noqa: ANN401  # whatever the view takes
        g.caller = verified_caller()
        if g.caller.role != "admin":
            abort(403)
        return view(*args, **kwargs)

    return inner


def staff_only(view: View) -> View:
    """Let only moderators and administrators through."""

    @functools.wraps(view)
    def inner(*args: Any, **kwargs: Any) -> ResponseReturnValue:  # noqa: ANN401  # whatever the view takes
        g.caller = verified_caller()
        if g.caller.role not in {"moderator", "admin"}:
            abort(403)
        return view(*args, **kwargs)

    return inner


def require_caller() -> None:
    """Turn a request without a good token away before it reaches a view."""
    g.caller = verified_caller()


def caller() -> Caller:
    """Whoever the gate has let through."""
    return cast("Caller", g.caller)
