import os

import jwt
from flask import abort, request

from links.verify import verifier

verify = verifier(os.environ["LINKS_KEY"], "links")


def caller():
    try:
        return verify(request.headers.get("Authorization", "").removeprefix("Bearer "))["sub"]
    except jwt.InvalidTokenError:
        abort(401)
