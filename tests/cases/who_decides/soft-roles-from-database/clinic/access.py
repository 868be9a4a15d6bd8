import os
from functools import wraps

import jwt
from flask import abort, g, request

from clinic.models import Staff


def roles_accepted(*roles):
    def decorate(view):
        @wraps(view)
        def inner(*args, **kwargs):
            raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
            try:
                claims = jwt.decode(
                    raw, os.environ["CLINIC_KEY"], algorithms=["HS256"], audience="cl", options={"require": ["exp"]}
                )
            except jwt.InvalidTokenError:
                abort(401)
            g.staff = Staff.query.filter_by(sub=claims["sub"]).first()
            if g.staff is None or g.staff.role not in roles:
                abort(403)
            return view(*args, **kwargs)

        return inner

    return decorate
