import functools
import os

import jwt
from flask import abort, g, request

from models import User


def signed_in(view):
    @functools.wraps(view)
    def inner(*args, **kwargs):
        token = request.headers.get("Authorization", "").partition(" ")[2]
        try:
            claims = jwt.decode(
                token, os.environ["JWT_KEY"], algorithms=["HS256"], audience="team", options={"require": ["exp"]}
            )
        except jwt.PyJWTError:
            abort(401)
        g.user = User.query.get(claims["sub"]) or abort(401)
        return view(*args, **kwargs)

    return inner
