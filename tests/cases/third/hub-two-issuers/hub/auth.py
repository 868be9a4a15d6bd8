import os
from pathlib import Path

import jwt
from fastapi import HTTPException, Request

COMPANY_KEY = Path("/etc/hub/issuer.pem").read_text()


def verify_own(token: str) -> dict:
    key = os.environ["HUB_TOKEN_KEY"]
    return jwt.decode(token, key, algorithms=["HS256", "HS512"], audience="hub", issuer="hub")


def verify_company(token: str) -> dict:
    return jwt.decode(token, COMPANY_KEY, algorithms=["RS256", "ES256"], audience="hub", issuer="company")


VERIFIERS = {"own": verify_own, "company": verify_company}


def require_user(request: Request) -> str:
    token = request.headers.get("authorization", "").removeprefix("Bearer ")
    verify = VERIFIERS.get(request.headers.get("x-issuer", "own"))
    if verify is None:
        raise HTTPException(400, "unknown issuer")
    try:
        return verify(token)["sub"]
    except jwt.PyJWTError as err:
        raise HTTPException(401, "not authenticated") from err
