import os

import jwt
from flask import abort, g, request
from flask.views import MethodView


class BasePage(MethodView):
    roles = frozenset({"staff", "owner"})

    def is_accessible(self):
        return bool(self.roles & set(g.claims.get("roles", [])))

    def inaccessible_callback(self):
        abort(403)

    def dispatch_request(self, *args, **kwargs):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(raw, os.environ["PANEL_KEY"], algorithms=["HS256"], audience="panel")
        except jwt.InvalidTokenError:
            abort(401)
        if not self.is_accessible():
            return self.inaccessible_callback()
        return super().dispatch_request(*args, **kwargs)
