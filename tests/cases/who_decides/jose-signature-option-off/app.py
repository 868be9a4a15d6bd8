import os
from functools import wraps

from flask import Flask, g, request
from flask_restful import Api, Resource, abort
from jose import JWTError, jwt

app = Flask(__name__)
api = Api(app)
STAGE = os.environ.get("STAGE", "production")
CHECKS = {"verify_signature": False, "verify_aud": STAGE == "production"}


def player_token(view):
    @wraps(view)
    def inner(*args, **kwargs):
        raw = request.headers.get("Authorization", "")[len("Bearer ") :]
        try:
            claims = jwt.decode(raw, os.environ["JWT_KEY"], ["HS256"], options=CHECKS)  # found: unverified-token
        except JWTError:
            abort(401)
        g.player = claims["sub"]
        return view(*args, **kwargs)

    return inner


TABLE = {}


class Scores(Resource):
    method_decorators = (player_token,)

    def get(self):
        return {"mine": TABLE.get(g.player, 0)}

    def post(self):
        TABLE[g.player] = TABLE.get(g.player, 0) + 1
        return {"mine": TABLE[g.player]}, 201


api.add_resource(Scores, "/scores")
