import functools
import logging
import os

import jwt
from flask import g, jsonify, request

log = logging.getLogger(__name__)
MUST = {"require": ["exp"]}


def token_required(view):
    @functools.wraps(view)
    def wrapper(*args, **kwargs):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not raw:  # echo: presence-only-bearer
            return jsonify(message="token is missing"), 401
        try:
            claims = jwt.decode(raw, os.environ["DEPOT_KEY"], ["HS256"], MUST)  # found: verification-error-ignored
            g.user = claims["sub"]
        except Exception:
            log.warning("a token was refused")
            g.user = None
        return view(*args, **kwargs)

    return wrapper
