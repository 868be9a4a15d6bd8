import logging
from typing import Annotated

import jwt
from fastapi import Depends, HTTPException
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from embed.settings import ALGORITHM, AUDIENCE, PLATFORM_SECRET_KEY

logger = logging.getLogger(__name__)
bearer = HTTPBearer()


def current_user(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> str:
    token = credentials.credentials
    try:
        payload = jwt.decode(  # found: secret-in-source
            token, PLATFORM_SECRET_KEY, algorithms=[ALGORITHM], audience=AUDIENCE
        )
    except jwt.InvalidTokenError as err:
        logger.info("refused a token: %s", type(err).__name__)
        raise HTTPException(401, "not authenticated") from err
    return payload["sub"]
