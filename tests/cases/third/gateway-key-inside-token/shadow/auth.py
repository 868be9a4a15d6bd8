import jwt
from flask import abort, request

from shadow.keys import device_key


def device():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(token, device_key(token), algorithms=["ES256"], audience="shadow")
    except (jwt.InvalidTokenError, KeyError):
        abort(401)
    return claims["sub"]
