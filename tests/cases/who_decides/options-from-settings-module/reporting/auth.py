from functools import wraps

import jwt
from flask import abort, g, request

from reporting import settings


def current_claims():
    scheme, _, raw = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not raw:  # echo: presence-only-bearer
        abort(401)
    try:
        return jwt.decode(raw, options=settings.JWT_OPTIONS, **settings.JWT_KWARGS)  # found: unverified-token
    except jwt.PyJWTError:
        abort(401)


def department(name):
    def decorate(view):
        @wraps(view)
        def inner(*args, **kwargs):
            g.claims = current_claims()
            if g.claims.get("department") != name:  # echo: role-from-untrusted-data
                abort(403)
            return view(*args, **kwargs)

        return inner

    return decorate
