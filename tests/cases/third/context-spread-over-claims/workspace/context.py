import json
import os

import jwt
from flask import abort, request


def claims():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(token, os.environ["WORKSPACE_KEY"], algorithms=["HS256"], audience="workspace")
    except jwt.InvalidTokenError:
        abort(401)


def client_context():
    return json.loads(request.headers.get("X-Client-Context", "{}"))


def context():
    return {"role": "member", **claims(), **client_context()}  # found: token-merged-with-untrusted-data
