import os
from functools import wraps

import jwt
from flask import g, jsonify, request

SECRETS = os.environ["CERTS_TOKEN_SECRETS"].split(",")
USERS = {}


def decode_with_any(token, secrets):
    for secret in secrets:
        try:
            return jwt.decode(token, secret, algorithms=["HS256"], options={"require": ["exp", "iat", "sub"]})
        except jwt.ExpiredSignatureError:
            raise
        except jwt.InvalidSignatureError:
            continue
    raise jwt.InvalidSignatureError


def login_required(view):
    @wraps(view)
    def inner(*args, **kwargs):
        try:
            token = request.headers["Authorization"].split()[1]
            payload = decode_with_any(token, SECRETS)
        except (KeyError, IndexError, jwt.InvalidTokenError):
            return jsonify(message="Token is invalid"), 403
        g.current_user = USERS.get(payload["sub"])
        if g.current_user is None or not g.current_user["active"]:
            return jsonify(message="User is not currently active"), 403
        return view(*args, **kwargs)

    return inner
