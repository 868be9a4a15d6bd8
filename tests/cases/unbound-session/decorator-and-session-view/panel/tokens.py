import functools

import jwt
from flask import current_app, jsonify, request


def bearer_required(view):
    @functools.wraps(view)
    def inner(*args, **kwargs):
        token = request.headers.get("Authorization", "").partition(" ")[2]
        try:
            jwt.decode(
                token,
                current_app.config["TOKEN_KEY"],
                algorithms=["HS256"],
                audience="panel",
                options={"require": ["exp"]},
            )
        except jwt.InvalidTokenError:
            return jsonify(error="unauthorized"), 401
        return view(*args, **kwargs)

    return inner
