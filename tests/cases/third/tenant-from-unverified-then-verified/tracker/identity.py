import os
from uuid import UUID

from fastapi import HTTPException, Request
from jose import JWTError, jwt

KEYS = {"north": os.environ["NORTH_KEY"], "south": os.environ["SOUTH_KEY"]}


def user_id_from_token(request: Request) -> UUID:
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    try:
        tenant = jwt.get_unverified_claims(token).get("tenant")
        if tenant not in KEYS:
            raise HTTPException(401, "unknown tenant")
        claims = jwt.decode(token, KEYS[tenant], algorithms=["HS256"], audience="tracker")
        return UUID(claims["sub"])
    except (KeyError, JWTError, ValueError) as err:
        raise HTTPException(401, "no user") from err
