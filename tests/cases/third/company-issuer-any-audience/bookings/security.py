import logging
from functools import wraps

import jwt
from flask import abort, g, request

from bookings.token_verifier import TokenVerifier

LOG = logging.getLogger(__name__)
verifier = TokenVerifier()


def secured(view):
    @wraps(view)
    def guarded(*args, **kwargs):
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.principal = verifier.verify(token)
        except jwt.PyJWTError:
            LOG.info("refused a token")
            abort(401)
        return view(*args, **kwargs)

    return guarded
