import hashlib
from functools import wraps

from flask import abort, g, request

KEYS = {}


def apikey_auth(view):
    @wraps(view)
    def inner(*args, **kwargs):
        digest = hashlib.sha256(request.headers.get("X-API-KEY", "").encode()).hexdigest()
        g.apikey = KEYS.get(digest)
        if g.apikey is None:
            abort(401)
        return view(*args, **kwargs)

    return inner


def apikey_role_can(*roles):
    def decorate(view):
        @wraps(view)
        def inner(*args, **kwargs):
            if g.apikey["role"] not in roles:
                abort(403)
            return view(*args, **kwargs)

        return inner

    return decorate
