import os
import time

import jwt
from flask import request


class NoToken(Exception):
    pass


def encode_auth_token(name):
    claims = {"sub": name, "iat": int(time.time()), "exp": int(time.time()) + 60}
    return jwt.encode(claims, os.environ["STORE_KEY"], algorithm="HS256")


def token_validator():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(raw, os.environ["STORE_KEY"], algorithms=["HS256"], options={"require": ["exp", "sub"]})
    except jwt.InvalidTokenError as problem:
        raise NoToken from problem
    return claims["sub"]
