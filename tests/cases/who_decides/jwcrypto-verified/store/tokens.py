import json
import os
import time

from flask import abort, request
from jwcrypto import jwk, jwt
from jwcrypto.common import JWException

KEY = jwk.JWK.from_pem(os.environ["ISSUER_PUBLIC_KEY"].encode())


class Caller:
    def __init__(self, raw):
        wanted = {"aud": "store", "iss": "https://id.example", "exp": int(time.time())}
        try:
            token = jwt.JWT(key=KEY, jwt=raw, algs=["ES256"], check_claims=wanted)
        except (JWException, ValueError):
            abort(401)
        self.claims = json.loads(token.claims)

    @property
    def tenant(self):
        return self.claims["tenant"]

    @classmethod
    def of_request(cls):
        scheme, _, raw = request.headers.get("Authorization", "").partition(" ")
        if scheme != "Bearer":
            abort(401)
        return cls(raw)
