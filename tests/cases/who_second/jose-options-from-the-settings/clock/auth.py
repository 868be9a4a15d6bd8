from functools import wraps

from flask import abort, g, request
from jose import jwt
from jose.exceptions import JOSEError

from clock import settings


def employee_required(view):
    @wraps(view)
    def inner(*args, **kwargs):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims = jwt.decode(  # found: expiry-not-required
                raw,
                settings.JWT_KEY,
                algorithms=["HS256"],
                audience=settings.JWT_AUDIENCE,
                options=settings.JWT_OPTIONS,
            )
        except JOSEError:
            abort(401)
        g.employee = claims["sub"]
        return view(*args, **kwargs)

    return inner
