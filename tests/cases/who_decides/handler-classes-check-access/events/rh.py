import os

import jwt
from flask import abort, g, request


class RH:
    @classmethod
    def as_view(cls):
        def view(**kwargs):
            handler = cls()
            handler._check_access()
            return handler._process(**kwargs)

        view.__name__ = cls.__name__
        return view

    def _check_access(self):
        abort(403)

    def _process(self, **kwargs):
        raise NotImplementedError


class RHProtected(RH):
    def _check_access(self):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(
                raw, os.environ["EVENTS_KEY"], algorithms=["HS256"], audience="events", options={"require": ["exp"]}
            )
        except jwt.InvalidTokenError:
            abort(401)


class RHManager(RHProtected):
    def _check_access(self):
        super()._check_access()
        if "manager" not in g.claims.get("roles", []):
            abort(403)
