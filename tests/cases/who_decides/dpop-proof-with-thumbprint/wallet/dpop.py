import hmac
import json

import jwt
from flask import abort
from jwcrypto import jwk


def check_proof(proof, access_claims, method, url):
    """Refuses unless the proof is signed by the key that the access token is bound to."""
    try:
        embedded = jwt.get_unverified_header(proof)["jwk"]
        thumbprint = jwk.JWK(**embedded).thumbprint()
        bound = access_claims["cnf"]["jkt"]
        if not hmac.compare_digest(thumbprint, bound):
            abort(401)
        key = jwt.algorithms.ECAlgorithm.from_jwk(json.dumps(embedded))
        claims = jwt.decode(proof, key, algorithms=["ES256"], options={"require": ["iat", "jti"], "verify_aud": False})
    except (jwt.PyJWTError, KeyError, ValueError):
        abort(401)
    if (claims.get("htm"), claims.get("htu")) != (method, url):
        abort(401)
