import os
from functools import wraps

import jwt
from flask import g, jsonify, request


def require_scope(*wanted):
    def wrapper(fn):
        @wraps(fn)
        def guarded(*args, **kwargs):
            raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
            try:
                g.claims = jwt.decode(raw, os.environ["CRANE_KEY"], algorithms=["HS384"], audience="crane")
            except jwt.InvalidTokenError:
                return jsonify(error="invalid_token"), 401
            if not set(wanted) <= set(g.claims.get("scope", "").split()):
                return jsonify(error="insufficient_scope"), 403
            return fn(*args, **kwargs)

        return guarded

    return wrapper
