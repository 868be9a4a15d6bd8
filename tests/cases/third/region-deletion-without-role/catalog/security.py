import os
from functools import wraps
from typing import Any, Callable

import jwt
from flask import abort, g, request

View = Callable[..., Any]


def authenticated(view: View) -> View:
    @wraps(view)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        token = request.headers.get("X-Auth-Token", "")
        try:
            g.principal = jwt.decode(token, os.environ["CATALOG_KEY"], algorithms=["HS512"], audience="catalog")
        except jwt.InvalidTokenError:
            abort(401)
        return view(*args, **kwargs)

    return guarded


def operator_only(view: View) -> View:
    @wraps(view)
    @authenticated
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if "operator" not in g.principal.get("roles", []):
            abort(403)
        return view(*args, **kwargs)

    return guarded
