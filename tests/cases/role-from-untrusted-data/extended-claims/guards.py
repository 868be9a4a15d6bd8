from functools import wraps

from flask import abort
from flask_jwt_extended import get_jwt, verify_jwt_in_request


def role_required(*roles):
    def decorate(view):
        @wraps(view)
        def inner(*args, **kwargs):
            verify_jwt_in_request()
            if get_jwt().get("role") not in roles:
                abort(403)
            return view(*args, **kwargs)

        return inner

    return decorate
