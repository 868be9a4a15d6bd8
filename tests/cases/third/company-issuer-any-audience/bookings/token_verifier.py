import os
from dataclasses import dataclass

import jwt


@dataclass(frozen=True)
class Principal:
    subject: str
    email: str


class TokenVerifier:
    ISSUER = "https://login.example.com/realms/company"

    def __init__(self) -> None:
        self._keys = jwt.PyJWKClient(os.environ["COMPANY_JWKS_URL"], cache_keys=True)

    def verify(self, token: str) -> Principal:
        key = self._keys.get_signing_key_from_jwt(token)
        options = {"require": ["exp", "iss", "sub"], "verify_aud": False}
        claims = jwt.decode(  # found: audience-not-checked
            token, key.key, algorithms=["RS256"], issuer=self.ISSUER, options=options
        )
        return Principal(claims["sub"], claims.get("email", ""))
