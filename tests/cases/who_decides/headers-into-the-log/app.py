import logging
import os

import jwt
from flask import Flask, abort, g, jsonify, request

logging.basicConfig(level=logging.INFO)
log = logging.getLogger("translate")
app = Flask(__name__)


@app.before_request
def authenticate():
    log.info("%s %s %s", request.method, request.path, dict(request.headers))  # found: token-in-log
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["TRANSLATE_KEY"], algorithms=["HS256"], audience="tr", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.after_request
def finished(response):
    log.info("%s %s", request.path, response.status_code)
    return response


@app.post("/translations")
def translate():
    return jsonify(by=g.claims["sub"], text=str(request.get_json()["text"])[::-1])
