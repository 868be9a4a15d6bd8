from functools import wraps

from flask import jsonify
from flask_jwt_extended import get_jwt, verify_jwt_in_request


def admin_required():
    def wrapper(view):
        @wraps(view)
        def decorator(*args, **kwargs):
            verify_jwt_in_request()
            if not get_jwt().get("is_administrator"):
                return jsonify(msg="Admins only!"), 403
            return view(*args, **kwargs)

        return decorator

    return wrapper
