import os

import jwt

ISSUER = os.environ["OIDC_ISSUER"]
CLIENT_ID = os.environ["OIDC_CLIENT_ID"]
keys = jwt.PyJWKClient(ISSUER + "/keys", cache_keys=True)


def verify(raw):
    key = keys.get_signing_key_from_jwt(raw).key
    checks = {"verify_aud": False, "require": ["exp", "iss", "sub"]}
    return jwt.decode(raw, key, ["RS256"], checks, issuer=ISSUER)  # found: audience-not-checked
