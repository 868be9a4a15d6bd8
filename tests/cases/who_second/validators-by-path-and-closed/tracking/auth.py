from flask import g, make_response, request

from tracking import store

UNPROTECTED = {"health", "static"}


def can_read():
    return store.permission_of(request.view_args["experiment_id"], g.user) in {"READ", "EDIT", "MANAGE"}


def can_update():
    return store.permission_of(request.view_args["experiment_id"], g.user) in {"EDIT", "MANAGE"}


def can_manage():
    return store.permission_of(request.view_args["experiment_id"], g.user) == "MANAGE"


VALIDATORS = {
    ("experiment", "GET"): can_read,
    ("rename", "PATCH"): can_update,
    ("remove", "DELETE"): can_manage,
}


def before_request():
    if request.endpoint in UNPROTECTED:
        return None
    auth = request.authorization
    if auth is None or not store.authenticate_user(auth.username, auth.password):
        return make_response("You are not authenticated.", 401, {"WWW-Authenticate": 'Basic realm="tracking"'})
    g.user = auth.username
    method = "GET" if request.method == "HEAD" else request.method
    validator = VALIDATORS.get((request.endpoint, method))
    if validator is None or not validator():
        return make_response("Permission denied", 403)
    return None
