from functools import wraps

from flask import abort, session

USERS = {}


def authed_only(view):
    @wraps(view)
    def inner(*args, **kwargs):
        if session.get("id") not in USERS:
            abort(401)
        return view(*args, **kwargs)

    return inner


def admins_only(view):
    @wraps(view)
    @authed_only
    def inner(*args, **kwargs):
        if USERS[session["id"]]["type"] != "admin":
            abort(403)
        return view(*args, **kwargs)

    return inner
