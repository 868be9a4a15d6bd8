import os

import jwt
from flask import abort, current_app, g, request


def public(view):
    view.is_public = True
    return view


def check():
    view = current_app.view_functions.get(request.endpoint)
    if getattr(view, "is_public", False):
        return
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["GATE_KEY"], algorithms=["HS256"], audience="gate", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
