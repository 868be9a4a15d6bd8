import os

from authlib.jose import JsonWebToken
from authlib.jose.errors import JoseError
from flask import Flask, abort, jsonify, request
from flask.views import MethodView

app = Flask(__name__)
tokens = JsonWebToken(["HS256", "none"])
KEY = os.environ["BUILD_KEY"]
OPTIONS = {"exp": {"essential": True}, "aud": {"essential": True, "value": "build"}}


QUEUE = []


class BuildView(MethodView):
    def agent(self):
        raw = request.headers.get("Authorization", "")[7:]
        try:
            claims = tokens.decode(raw, KEY, claims_options=OPTIONS)  # found: none-algorithm
            claims.validate()
        except JoseError:
            abort(401)
        return claims["sub"]

    def get(self):
        mine = self.agent()
        return jsonify([job for job in QUEUE if job["agent"] == mine])

    def post(self):
        QUEUE.append({"agent": self.agent(), "target": str(request.get_json()["target"])})
        return jsonify(queued=len(QUEUE)), 202


app.add_url_rule("/builds", view_func=BuildView.as_view("builds"))
