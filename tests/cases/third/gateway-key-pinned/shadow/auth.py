import json

import jwt
from flask import abort, request
from jwt.algorithms import ECAlgorithm

from shadow.enrolment import DEVICES


def device():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        kid = jwt.get_unverified_header(token)["kid"]
        if kid not in DEVICES:
            abort(401)
        key = ECAlgorithm.from_jwk(json.dumps(DEVICES[kid]["jwk"]))
        claims = jwt.decode(token, key, algorithms=["ES256"], audience="shadow")
    except (jwt.InvalidTokenError, KeyError):
        abort(401)
    if claims["sub"] != DEVICES[kid]["device"]:
        abort(401)
    return claims["sub"]
