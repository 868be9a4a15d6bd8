import logging
from uuid import UUID

from fastapi import HTTPException, Request
from jose import JWTError, jwt

logger = logging.getLogger(__name__)


def user_id_from_token(request: Request) -> UUID:
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.get_unverified_claims(token)  # found: unverified-token
        return UUID(claims["sub"])
    except (KeyError, JWTError, ValueError) as err:
        logger.debug("no user in the token")
        raise HTTPException(401, "no user") from err
