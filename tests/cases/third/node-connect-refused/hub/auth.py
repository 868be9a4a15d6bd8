import logging
import os
from functools import wraps

import jwt
from flask import abort, g, request

log = logging.getLogger("hub.auth")


def identify():
    g.node = None
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(token, os.environ["HUB_KEY"], algorithms=["HS256"], audience="hub")
        g.node = claims["sub"]
    except jwt.InvalidTokenError:
        log.warning("no token, or an invalid one")


def for_nodes(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if g.node is None:
            abort(401)
        return view(*args, **kwargs)

    return inner
