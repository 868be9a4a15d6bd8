import json
import os
from typing import NamedTuple

import jwt
from flask import abort, request


class Context(NamedTuple):
    claims: dict
    zone: str


def context():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(token, os.environ["WORKSPACE_KEY"], algorithms=["HS256"], audience="workspace")
    except jwt.InvalidTokenError:
        abort(401)
    client = json.loads(request.headers.get("X-Client-Context", "{}"))
    return Context(claims, str(client.get("zone", "UTC")))
