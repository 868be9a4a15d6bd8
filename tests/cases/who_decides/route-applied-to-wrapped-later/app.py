import os
from functools import wraps

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)


def checked(view):
    @wraps(view)
    def inner(**kwargs):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(
                raw, os.environ["SERVICE_KEY"], algorithms=["HS256"], audience="service", options={"require": ["exp"]}
            )
        except jwt.InvalidTokenError:
            abort(401)
        return view(**kwargs)

    return inner


def show():
    return jsonify(caller=g.claims["sub"])


def echo():
    return jsonify(caller=g.claims["sub"], text=str(request.get_json()["text"]))


for path, view, method in (("/show", show, "GET"), ("/echo", echo, "POST")):
    app.route(path, methods=[method])(checked(view))
