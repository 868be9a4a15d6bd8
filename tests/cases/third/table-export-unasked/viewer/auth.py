import os
from functools import wraps

import jwt
from flask import abort, request


def requires_auth(view):
    @wraps(view)
    def decorated(*args, **kwargs):
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            jwt.decode(token, os.environ["VIEWER_KEY"], algorithms=["HS256"], audience="viewer")
        except jwt.InvalidTokenError:
            abort(401)
        return view(*args, **kwargs)

    return decorated
