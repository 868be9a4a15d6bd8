import os

from authlib.jose import JsonWebToken
from authlib.jose.errors import JoseError
from flask import abort, g, request

_decoder = JsonWebToken(["HS256"])
_OPTIONS = {
    "iss": {"essential": True, "value": "hotel"},
    "aud": {"essential": True, "value": "hotel-api"},
    "exp": {"essential": True},
}


class TokenRequired:
    def dispatch_request(self, *args, **kwargs):
        g.claims = self.claims()
        return super().dispatch_request(*args, **kwargs)

    def claims(self):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims = _decoder.decode(raw, os.environ["HOTEL_KEY"], claims_options=_OPTIONS)
            claims.validate()
        except (JoseError, ValueError):
            abort(401)
        return claims
