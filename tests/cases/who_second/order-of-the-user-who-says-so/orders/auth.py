import os
from functools import wraps

import jwt
from flask import g, jsonify, request


def token_required(f):
    @wraps(f)
    def decorated(*args, **kwargs):
        parts = request.headers.get("Authorization", "").split()
        if len(parts) != 2 or parts[0] != "Bearer":
            return jsonify(message="Token is missing"), 401
        try:
            g.token = jwt.decode(parts[1], os.environ["ORDERS_KEY"], algorithms=["HS256"], audience="orders")
        except jwt.InvalidTokenError:
            return jsonify(message="Token is invalid"), 401
        return f(*args, **kwargs)

    return decorated
