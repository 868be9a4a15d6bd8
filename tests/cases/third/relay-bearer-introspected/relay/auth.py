from functools import wraps

from flask import Response, request

from relay.introspection import active

CHALLENGE = {"WWW-Authenticate": "Bearer"}


def bearer_required(view):
    @wraps(view)
    def inner(*args, **kwargs):
        authorization = request.headers.get("Authorization", "")
        if not authorization.startswith("Bearer "):
            return Response(status=401, headers=CHALLENGE)
        if not active(authorization[len("Bearer ") :]):
            return Response(status=401, headers=CHALLENGE)
        return view(*args, **kwargs)

    return inner
