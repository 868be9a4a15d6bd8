import hashlib
import logging
import os

import jwt
from fastapi import HTTPException, Request

logger = logging.getLogger("labels.auth")


def fingerprint(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()[:12]


def annotator(request: Request) -> str:
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(token, os.environ["LABELS_KEY"], algorithms=["HS256"], audience="labels")
    except jwt.InvalidTokenError as err:
        logger.warning("refused %s (%d characters): %s", fingerprint(token), len(token), type(err).__name__)
        raise HTTPException(401, "not authenticated") from err
    logger.info("token %s of %s", claims.get("jti"), claims["sub"])
    return claims["sub"]
