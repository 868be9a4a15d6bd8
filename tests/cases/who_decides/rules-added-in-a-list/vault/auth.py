import os
from functools import wraps

import jwt
from flask import abort, g, request


def secured(view):
    @wraps(view)
    def inner(**kwargs):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(
                raw, os.environ["VAULT_KEY"], algorithms=["HS256"], audience="vault", options={"require": ["exp"]}
            )
        except jwt.InvalidTokenError:
            abort(401)
        return view(**kwargs)

    return inner
