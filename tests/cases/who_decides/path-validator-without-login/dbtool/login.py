from functools import wraps

from flask import jsonify
from flask_login import current_user


def tool_login_required(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if not current_user.is_authenticated:
            return jsonify(success=0, errormsg="Authentication required"), 401
        return view(*args, **kwargs)

    return inner
