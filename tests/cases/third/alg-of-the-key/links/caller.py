import jwt
from flask import abort, request

from links.keys import KEYS


def caller():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        key = KEYS.get(jwt.get_unverified_header(token).get("kid"))
        if key is None:
            abort(401)
        return jwt.decode(token, key.material, algorithms=[key.algorithm], audience="links")["sub"]
    except jwt.InvalidTokenError:
        abort(401)
