import jwt
from fastapi import HTTPException, Request

from hub.settings import ALLOWED_ALGORITHMS, AUDIENCE, PUBLIC_KEY


def require_user(request: Request) -> str:
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(  # found: algorithm-confusion
            token, PUBLIC_KEY, algorithms=ALLOWED_ALGORITHMS, audience=AUDIENCE
        )
    except jwt.PyJWTError as err:
        raise HTTPException(401, "not authenticated") from err
    return claims["sub"]
