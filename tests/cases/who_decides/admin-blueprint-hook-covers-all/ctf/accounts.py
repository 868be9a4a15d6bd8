from flask import abort, session

USERS = {}


def current():
    user = USERS.get(session.get("id"))
    if user is None:
        abort(401)
    return user
