import os
import re
from dataclasses import dataclass

import jwt
from flask import abort, g, request

PATTERN = re.compile(r"(?i)Bearer (\S+)")


@dataclass
class User:
    username: str
    roles: frozenset


def extract():
    match = PATTERN.fullmatch(request.headers.get("Authorization", ""))
    if match is None:
        abort(401, "Expected Bearer schema")
    g.access_token = match[1]


def verify():
    try:
        payload = jwt.decode(
            g.access_token,
            os.environ["STORE_KEY"],
            algorithms=["HS256"],
            audience="store",
            options={"require": ["exp", "sub"]},
        )
    except jwt.InvalidTokenError:
        abort(401, "Invalid token")
    g.user = User(payload["sub"], frozenset(payload.get("roles", ())))
