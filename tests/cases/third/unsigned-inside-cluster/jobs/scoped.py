from functools import wraps

from flask import abort, g, request
from jose import JWTError

from jobs.tokens import caller_of


def scoped(scope):
    def decorate(view):
        @wraps(view)
        def inner(**path):
            try:
                g.caller = caller_of(request.headers.get("Authorization", "").removeprefix("Bearer "))
            except JWTError:
                abort(401)
            if scope not in g.caller.scopes:
                abort(403)
            return view(**path)

        return inner

    return decorate
