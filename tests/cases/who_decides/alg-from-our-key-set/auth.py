from functools import wraps

import requests
from flask import abort, g, request
from jose import JWTError, jwt

ISSUER = "https://music.eu.auth.example/"
AUDIENCE = "https://api.music.example"


def signing_key(raw):
    kid = jwt.get_unverified_header(raw)["kid"]
    keys = requests.get(ISSUER + ".well-known/jwks.json", timeout=5).json()["keys"]
    found = [key for key in keys if key["kid"] == kid and key["kty"] == "RSA"]
    if not found:
        abort(401)
    return found[0]


def requires_auth(view):
    @wraps(view)
    def decorated(*args, **kwargs):
        parts = request.headers.get("Authorization", "").split()
        if len(parts) != 2 or parts[0].lower() != "bearer":
            abort(401)
        try:
            key = signing_key(parts[1])
            must = {"require_exp": True, "require_aud": True}
            g.claims = jwt.decode(
                parts[1], key, algorithms=[key["alg"]], audience=AUDIENCE, issuer=ISSUER, options=must
            )
        except (JWTError, KeyError):
            abort(401)
        return view(*args, **kwargs)

    return decorated
