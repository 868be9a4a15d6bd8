import os
from functools import wraps

import jwt
from flask import Response, g, request


class TokenBackend:
    @staticmethod
    def requires_authentication(function):
        @wraps(function)
        def decorated(*args, **kwargs):
            raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
            try:
                g.claims = jwt.decode(
                    raw, os.environ["SCHED_KEY"], algorithms=["HS256"], audience="sched", options={"require": ["exp"]}
                )
            except jwt.InvalidTokenError:
                return Response("Unauthorized", 401, {"WWW-Authenticate": "Bearer"})
            return function(*args, **kwargs)

        return decorated


class DefaultBackend:
    @staticmethod
    def requires_authentication(function):
        @wraps(function)
        def decorated(*args, **kwargs):
            return function(*args, **kwargs)

        return decorated
