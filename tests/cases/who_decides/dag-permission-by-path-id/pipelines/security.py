from functools import wraps

from flask import abort
from flask_login import current_user, login_required

PERMISSIONS = set()


def requires_access_pipeline(action):
    def decorate(view):
        @wraps(view)
        @login_required
        def inner(*args, **kwargs):
            pipeline = kwargs["pipeline_id"]
            if (current_user.get_id(), action, pipeline) not in PERMISSIONS:
                abort(403)
            return view(*args, **kwargs)

        return inner

    return decorate
