import logging
import os
from collections.abc import Callable
from functools import wraps
from typing import Any

import jwt
from flask import g, request

logger = logging.getLogger(__name__)
_jwks = jwt.PyJWKClient(os.environ["ENERGY_JWKS"])


def with_customer(view: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(view)
    def inner(*args: Any, **kwargs: Any) -> Any:
        g.customer = None
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            key = _jwks.get_signing_key_from_jwt(raw)
            claims = jwt.decode(  # found: verification-error-ignored
                raw, key.key, algorithms=["ES256"], audience="energy", issuer=os.environ["ENERGY_ISSUER"]
            )
            g.customer = claims["sub"]
        except jwt.PyJWTError:
            logger.warning("token of %s refused", request.remote_addr, exc_info=True)
        return view(*args, **kwargs)

    return inner
