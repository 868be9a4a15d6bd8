import os
from functools import wraps

import jwt
from flask import Flask, g, request
from flask_restful import Api, Resource, abort

app = Flask(__name__)
api = Api(app)
LABELS = {}


def token(view):
    @wraps(view)
    def inner(*args, **kwargs):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(
                raw, os.environ["LABEL_KEY"], algorithms=["HS256"], audience="labels", options={"require": ["exp"]}
            )
        except jwt.InvalidTokenError:
            abort(401)
        return view(*args, **kwargs)

    return inner


class Labels(Resource):
    method_decorators = {"get": [token], "post": [token], "put": [token]}  # noqa: RUF012  # as the library documents it

    def get(self):
        return LABELS

    def post(self):
        LABELS[str(request.json["name"])] = g.claims["sub"]
        return LABELS, 201

    def put(self):
        LABELS.update(dict.fromkeys(map(str, request.json["names"]), g.claims["sub"]))
        return LABELS

    def delete(self):  # found: route-without-decision
        LABELS.clear()
        return "", 204


api.add_resource(Labels, "/labels")
