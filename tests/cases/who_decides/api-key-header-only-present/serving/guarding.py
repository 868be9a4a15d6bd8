from functools import wraps

from flask import request
from flask_restful import abort


def api_key_needed(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if not request.headers.get("X-Api-Key"):  # found: presence-only-bearer
            abort(401, message="X-Api-Key is missing")
        return view(*args, **kwargs)

    return inner
