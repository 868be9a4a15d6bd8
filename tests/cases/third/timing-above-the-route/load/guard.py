import os
from functools import wraps

import jwt
from flask import abort, request

seen = {}


def claims():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(token, os.environ["LOAD_KEY"], algorithms=["HS256"], audience="load")
    except jwt.InvalidTokenError:
        abort(401)


def guarded(predicate):
    def decorate(view):
        @wraps(view)
        def inner(**path):
            if not predicate(claims()):
                abort(403)
            return view(**path)

        return inner

    return decorate


def listed(view):
    seen[view.__name__] = view.__doc__
    return view


def runner(found):
    return found.get("role") == "runner"
