from functools import wraps

from flask import abort, g

from workspace.context import context


def requires(role):
    def decorate(view):
        @wraps(view)
        def inner(**path):
            g.context = context()
            if g.context.claims.get("role") != role:
                abort(403)
            return view(**path)

        return inner

    return decorate
