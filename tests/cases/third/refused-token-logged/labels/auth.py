import logging

import jwt
from fastapi import HTTPException, Request

from labels.verify import verify

logger = logging.getLogger("labels.auth")


def annotator(request: Request) -> str:
    authorization = request.headers.get("authorization", "")
    token = authorization.removeprefix("Bearer ")
    try:
        claims = verify(token)
    except jwt.InvalidTokenError as err:
        logger.warning("refused %s: %s", token, err)  # found: token-in-log
        raise HTTPException(401, "not authenticated") from err
    logger.info("annotator %s", claims["sub"])
    return claims["sub"]
