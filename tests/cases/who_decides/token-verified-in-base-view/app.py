import os

import jwt
from flask import Flask, abort, g, jsonify, request
from flask.views import MethodView

app = Flask(__name__)


class HeaderView(MethodView):
    def bearer(self):
        header = request.headers.get("Authorization", "")
        if not header.startswith("Bearer "):
            abort(401)
        return header[7:]


class TokenView(HeaderView):
    def dispatch_request(self, **kwargs):
        try:
            g.claims = jwt.decode(
                self.bearer(),
                os.environ["VIEW_KEY"],
                algorithms=["HS256"],
                audience="views",
                options={"require": ["exp", "sub"]},
            )
        except jwt.InvalidTokenError:
            abort(401)
        return super().dispatch_request(**kwargs)


class Profile(TokenView):
    def get(self):
        return jsonify(sub=g.claims["sub"])


app.add_url_rule("/profile", view_func=Profile.as_view("profile"))
