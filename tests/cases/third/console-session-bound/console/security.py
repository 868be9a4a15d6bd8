import os

import jwt
from flask import abort, request


class TokenService:
    def verify(self) -> dict:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            return jwt.decode(token, os.environ["CONSOLE_KEY"], algorithms=["HS256"], audience="console")
        except jwt.InvalidTokenError:
            abort(401)
