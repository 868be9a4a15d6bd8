import os

import jwt
from flask import abort, g, request

PERMISSIONS = {}


def _level():
    return PERMISSIONS.get((g.claims["sub"], request.values.get("experiment_id")), "none")


def can_read():
    return _level() in ("read", "edit", "manage")


def can_edit():
    return _level() in ("edit", "manage")


def anyone_signed_in():
    return True


VALIDATORS = {
    ("/experiments/create", "POST"): anyone_signed_in,
    ("/experiments/get", "GET"): can_read,
    ("/experiments/rename", "POST"): can_edit,
}


def before_request():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["TRACKING_KEY"], algorithms=["HS256"], audience="tracking", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    validator = VALIDATORS.get((request.path, request.method))
    if validator is None or not validator():
        abort(403)
