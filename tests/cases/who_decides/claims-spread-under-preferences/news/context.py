import os

import jwt
from flask import abort, request


def verified():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(
            raw, os.environ["NEWS_KEY"], algorithms=["HS256"], audience="news", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


def context():
    wishes = request.get_json(silent=True) or {}
    return {"edition": "world", **verified(), **wishes}  # found: token-merged-with-untrusted-data
