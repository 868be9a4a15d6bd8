import functools

from flask import abort, request


def _permissions():
    raw = request.form.get("permissions", "")
    return {part.strip() for part in raw.split(",") if part.strip()}


def needs(permission):
    def decorate(view):
        @functools.wraps(view)
        def guarded(*args, **kwargs):
            if permission not in _permissions():  # found: role-from-untrusted-data
                abort(403)
            return view(*args, **kwargs)

        return guarded

    return decorate
