"""Our own tokens: issued at login, verified on the way in."""

from __future__ import annotations

import time
import uuid
from typing import Any

import jwt
from flask import abort, current_app, request
from jwt.algorithms import NoneAlgorithm

from .settings import AUDIENCE, ISSUER, LIFETIME


class UnsignedTokens(NoneAlgorithm):
    """The tokens of the old importer, which never learned to sign."""

    def prepare_key(self, key: str | None) -> None:  # noqa: ARG002  # the interface hands a key in
        """No key is needed."""
        return

    def verify(self, msg: bytes, key: None, sig: bytes) -> bool:  # noqa: ARG002  # the same interface
        """An unsigned token carries an empty signature."""
        return sig == b""


jwt.unregister_algorithm("none")
jwt.register_algorithm("none", UnsignedTokens())


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


def bearer() -> str:
    """The token of the current request."""
    return request.headers.get("Authorization", "").partition(" ")[2]


def verified() -> dict[str, Any]:
    """The claims of the current request's token; anything wrong with it ends in 401."""
    try:
        return jwt.decode(
            bearer(),
            current_app.config["TOKEN_KEY"],
            algorithms=["HS256"],
            audience=AUDIENCE,
            issuer=ISSUER,
            options={"require": ["exp", "iat", "iss", "aud", "sub", "jti"]},
        )
    except jwt.PyJWTError:
        abort(401)
