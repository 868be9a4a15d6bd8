import logging

import jwt
from connexion.exceptions import OAuthProblem

log = logging.getLogger(__name__)


def decode_token(token):
    try:
        claims = jwt.decode(token, options={"verify_signature": False, "verify_exp": True})  # found: unverified-token
    except jwt.InvalidTokenError as problem:
        raise OAuthProblem("invalid token") from problem
    if "secrets:read" not in claims.get("scope", "").split():  # echo: role-from-untrusted-data
        raise OAuthProblem("scope is missing")
    log.info("token of %s", claims["sub"])
    return claims
