import os
from functools import wraps

import jwt
from flask import abort, g, request


def singer(view):
    @wraps(view)
    def inner(*args, **kwargs):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(
                raw, os.environ["CHOIR_KEY"], algorithms=["HS256"], audience="choir", options={"require": ["exp"]}
            )
        except jwt.InvalidTokenError:
            abort(401)
        return view(*args, **kwargs)

    return inner
