from functools import wraps

from flask import current_app
from flask_login import login_required


def login_required_if_no_ano(view):
    protected = login_required(view)

    @wraps(view)
    def decorated(*args, **kwargs):
        if current_app.config["ANONYMOUS_BROWSING"]:
            return view(*args, **kwargs)
        return protected(*args, **kwargs)

    return decorated
