from functools import wraps

from flask import abort, request
from jose import JWTError

from jobs.tokens import scopes_of


def scoped(scope):
    def decorate(view):
        @wraps(view)
        def inner(**path):
            try:
                scopes = scopes_of(request.headers.get("Authorization", "").removeprefix("Bearer "))
            except JWTError:
                abort(401)
            if scope not in scopes:
                abort(403)
            return view(**path)

        return inner

    return decorate
