import os

import jwt
from flask import abort

KEY = os.environ["ARENA_KEY"]


def player_of(token):
    try:
        return jwt.decode(token, KEY, algorithms=["HS256"], audience="arena", options={"require": ["exp"]})["sub"]
    except jwt.InvalidTokenError:
        abort(401)
