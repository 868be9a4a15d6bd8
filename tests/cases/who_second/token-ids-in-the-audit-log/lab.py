import logging
import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
audit = logging.getLogger("audit")
SAMPLES = {}


@app.before_request
def authenticate():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            token, os.environ["LAB_KEY"], algorithms=["HS512"], audience="lab", options={"require": ["exp", "jti"]}
        )
    except jwt.InvalidTokenError as error:
        audit.warning("token of %d characters refused: %s", len(token), type(error).__name__)
        abort(401)


@app.after_request
def note(response):
    if "claims" in g:
        audit.info(
            "%s %s -> %s",
            request.method,
            request.endpoint,
            response.status_code,
            extra={"subject": g.claims["sub"], "token_id": g.claims["jti"]},
        )
    return response


@app.get("/samples")
def samples():
    return jsonify(SAMPLES.get(g.claims["sub"], []))


@app.post("/samples")
def add_sample():
    SAMPLES.setdefault(g.claims["sub"], []).append(str(request.get_json()["label"]))
    return "", 201
