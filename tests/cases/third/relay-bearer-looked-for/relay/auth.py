from functools import wraps

from flask import Response, request


def bearer_required(view):
    @wraps(view)
    def inner(*args, **kwargs):
        authorization = request.headers.get("Authorization")
        if not (authorization and authorization.startswith("Bearer ")):  # found: presence-only-bearer
            return Response(status=401, headers={"WWW-Authenticate": "Bearer"})
        return view(*args, **kwargs)

    return inner
