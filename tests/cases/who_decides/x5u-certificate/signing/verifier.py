import jwt
import requests
from cryptography.x509 import load_pem_x509_certificate


class Verifier:
    def __init__(self, audience):
        self.audience = audience

    def _key(self, raw):
        where = jwt.get_unverified_header(raw)["x5u"]  # echo: key-from-token
        pem = requests.get(where, timeout=3).content  # found: key-from-token
        return load_pem_x509_certificate(pem).public_key()

    def verify(self, raw):
        return jwt.decode(
            raw,
            self._key(raw),
            algorithms=["RS256"],
            audience=self.audience,
            options={"require": ["exp", "aud", "sub"]},
        )
