from functools import wraps

from flask import abort, request

from invoices.claims import claims_of


def only(role):
    def decorate(view):
        @wraps(view)
        def inner(**path):
            try:
                claims = claims_of(request.headers.get("Authorization", "").removeprefix("Bearer "))
            except (KeyError, ValueError):
                abort(401)
            if claims.role != role:  # echo: role-from-untrusted-data
                abort(403)
            return view(**path)

        return inner

    return decorate
