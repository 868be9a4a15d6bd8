import os

import jwt

ISSUER = os.environ["OIDC_ISSUER"]
CLIENT_ID = os.environ["OIDC_CLIENT_ID"]
keys = jwt.PyJWKClient(ISSUER + "/.well-known/jwks.json")


class NotForUs(jwt.InvalidTokenError):
    pass


def verify(raw):
    key = keys.get_signing_key_from_jwt(raw).key
    claims = jwt.decode(
        raw,
        key,
        algorithms=["RS256"],
        issuer=ISSUER,
        options={"verify_aud": False, "require": ["exp", "iss", "sub", "token_use"]},
    )
    audience = claims.get("client_id") if claims["token_use"] == "access" else claims.get("aud")
    if audience != CLIENT_ID:
        raise NotForUs
    return claims
