import os
from dataclasses import dataclass

import jwt


class WrongPartyError(jwt.InvalidTokenError):
    """The token was issued to another client."""


@dataclass(frozen=True)
class Principal:
    subject: str


class TokenVerifier:
    ISSUER = "https://login.example.com/realms/company"
    PARTY = "bookings"

    def __init__(self) -> None:
        self._keys = jwt.PyJWKClient(os.environ["COMPANY_JWKS_URL"], cache_keys=True)

    def verify(self, token: str) -> Principal:
        key = self._keys.get_signing_key_from_jwt(token).key
        options = {"require": ["exp", "iss", "sub"], "verify_aud": False}
        claims = jwt.decode(token, key, algorithms=["RS256"], issuer=self.ISSUER, options=options)
        if claims.get("azp") != self.PARTY:
            raise WrongPartyError
        return Principal(claims["sub"])
