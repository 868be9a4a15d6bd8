import json

from flask import request
from jwcrypto import jws


class Caller:
    def __init__(self, raw):
        self._token = jws.JWS()
        self._token.deserialize(raw)  # found: unverified-token

    @property
    def claims(self):
        return json.loads(self._token.objects["payload"])

    @property
    def tenant(self):
        return self.claims["tenant"]

    @classmethod
    def of_request(cls):
        return cls(request.headers["Authorization"].split(" ", 1)[1])
