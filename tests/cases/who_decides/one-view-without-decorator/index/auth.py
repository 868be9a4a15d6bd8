from functools import wraps

import jwt
from flask import current_app, g, jsonify, request


def api_login_required(view):
    @wraps(view)
    def inner(*args, **kwargs):
        raw = request.headers.get("Authorization", "").removeprefix("token ")
        try:
            g.login = jwt.decode(
                raw,
                current_app.config["INDEX_KEY"],
                algorithms=["HS256"],
                audience="index",
                options={"require": ["exp", "sub"]},
            )["sub"]
        except jwt.InvalidTokenError:
            return jsonify(error="Login invalid or expired"), 401
        return view(*args, **kwargs)

    return inner
