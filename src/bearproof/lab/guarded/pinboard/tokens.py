"""Our own tokens: issued at login, and verified on every request."""

from __future__ import annotations

import time
import uuid
from dataclasses import dataclass

import jwt
from flask import current_app, request
from pydantic import ValidationError

from .schemas import Claims, PartnerClaims
from .settings import AUDIENCE, ISSUER, LIFETIME

_LONGEST = 4096


class TokenRefused(Exception):
    """The request carries no token that we can trust."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who is asking, as a verified token says."""

    name: str
    role: str
    token_id: str


def issue(name: str, role: str) -> str:
    """A token for a member who has just signed in."""
    now = int(time.time())
    claims = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": name,
        "role": role,
        "jti": uuid.uuid4().hex,
        "iat": now,
        "exp": now + LIFETIME,
    }
    return jwt.encode(claims, current_app.config["TOKEN_KEY"], algorithm="HS256")


def verified_caller() -> Caller:
    """The caller of the current request; TokenRefused for anything but a good token of ours."""
    try:
        payload = jwt.decode(
            _bearer(),
            current_app.config["TOKEN_KEY"],
            algorithms=["HS256"],
            audience=AUDIENCE,
            issuer=ISSUER,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "jti"], "strict_aud": True},
        )
        claims = Claims.model_validate(payload)
    # A header of a thousand nested lists exhausts the JSON parser before any signature is looked at.
    except (jwt.PyJWTError, ValidationError, RecursionError) as problem:
        raise TokenRefused from problem
    return Caller(claims.sub, claims.role, claims.jti)


def verified_partner() -> str:
    """The subject of a partner's token; it is signed with the partner's RSA key and nothing else."""
    try:
        payload = jwt.decode(
            _bearer(),
            current_app.config["PARTNER_KEY"],
            algorithms=["RS256"],
            audience=AUDIENCE,
            issuer=ISSUER,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "jti"], "strict_aud": True},
        )
        return PartnerClaims.model_validate(payload).sub
    except (jwt.PyJWTError, ValidationError, RecursionError) as problem:
        raise TokenRefused from problem


def _bearer() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not 0 < len(token) <= _LONGEST:
        raise TokenRefused
    return token
