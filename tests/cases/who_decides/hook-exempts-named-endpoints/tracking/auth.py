import os

import jwt
from flask import abort, g, request

UNPROTECTED = frozenset({"static", "health", "version"})


def before_request():
    if request.endpoint in UNPROTECTED:
        return
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["TRACKING_KEY"], algorithms=["HS256"], audience="tracking", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    if not g.claims.get("can_edit"):
        abort(403)
