import os
from functools import wraps

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)


def gardener(view):
    @wraps(view)
    def inner(*args, **kwargs):
        header = request.headers.get("Authorization", "")
        print(f"{request.path} called with {header}", flush=True)  # found: token-in-log
        try:
            g.claims = jwt.decode(
                header.removeprefix("Bearer "),
                os.environ["GREENHOUSE_KEY"],
                algorithms=["HS256"],
                audience="greenhouse",
                options={"require": ["exp"]},
            )
        except jwt.InvalidTokenError:
            abort(401)
        return view(*args, **kwargs)

    return inner


@app.post("/water")
@gardener
def water():
    return jsonify(watered_by=g.claims["sub"])
