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


def apikey_can_create_domain(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if g.apikey["role"] not in ("Administrator", "Operator"):
            abort(403)
        return view(*args, **kwargs)

    return inner


def apikey_can_access_domain(view):
    @wraps(view)
    def inner(zone, *args, **kwargs):
        if g.apikey["role"] not in ("Administrator", "Operator") and zone not in g.apikey["zones"]:
            abort(403)
        return view(zone, *args, **kwargs)

    return inner
