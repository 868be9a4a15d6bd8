from flask import abort, current_app, request

OWNERS = {"team-a": {"ann@example.org"}, "team-b": {"bo@example.org"}}


def username():
    header = current_app.config["USERID_HEADER"]
    prefix = current_app.config["USERID_PREFIX"]
    return request.headers.get(header, "").replace(prefix, "", 1)


def ensure_member(namespace):
    if username() not in OWNERS.get(namespace, ()):  # found: role-from-untrusted-data
        abort(403)
