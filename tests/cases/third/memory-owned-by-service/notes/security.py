import os
from dataclasses import dataclass

import jwt
from flask import abort, request


@dataclass(frozen=True)
class Principal:
    subject: str


class BearerAuthenticator:
    def authenticate(self) -> Principal:
        scheme, _, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer":
            abort(401)
        try:
            claims = jwt.decode(token, os.environ["NOTES_KEY"], algorithms=["HS256"], audience="notes")
        except jwt.InvalidTokenError:
            abort(401)
        return Principal(claims["sub"])
