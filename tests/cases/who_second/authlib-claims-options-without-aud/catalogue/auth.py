import time

import requests
from authlib.jose import JsonWebKey, JsonWebToken
from authlib.jose.errors import JoseError
from flask import abort, current_app, g, request

_jwt = JsonWebToken(["RS256"])
_cache = {"at": 0.0, "keys": None}


def _keys():
    if _cache["keys"] is None or time.time() - _cache["at"] > 900:
        answer = requests.get(current_app.config["SSO_JWKS"], timeout=5)
        answer.raise_for_status()
        _cache.update(at=time.time(), keys=JsonWebKey.import_key_set(answer.json()))
    return _cache["keys"]


def authenticate():
    raw = request.headers.get("Authorization", "")[len("Bearer ") :]
    wanted = {"iss": {"essential": True, "value": current_app.config["SSO_ISSUER"]}, "exp": {"essential": True}}
    try:
        claims = _jwt.decode(raw, _keys(), claims_options=wanted)  # found: audience-not-checked
        claims.validate(leeway=5)
    except (JoseError, ValueError):
        abort(401)
    g.reader = claims["sub"]
