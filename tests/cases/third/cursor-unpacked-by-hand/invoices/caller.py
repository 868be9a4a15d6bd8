import os

import jwt
from flask import abort, request


def caller():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(token, os.environ["INVOICES_KEY"], algorithms=["HS256"], audience="invoices")["sub"]
    except jwt.InvalidTokenError:
        abort(401)
