import logging
import os

import jwt
from flask import g, request

log = logging.getLogger("hub.auth")


def identify():
    g.node = None
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(  # found: verification-error-ignored
            token, os.environ["HUB_KEY"], algorithms=["HS256"], audience="hub"
        )
        g.node = claims["sub"]
    except jwt.InvalidTokenError:
        log.warning("no token, or an invalid one")
