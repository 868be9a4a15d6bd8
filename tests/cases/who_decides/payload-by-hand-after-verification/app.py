import base64
import hashlib
import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
AUDIT = []


def exact_bytes(token):
    middle = token.split(".")[1]
    return base64.urlsafe_b64decode(middle + "=" * (-len(middle) % 4))


@app.before_request
def authenticate():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            token, os.environ["AUDIT_KEY"], algorithms=["HS256"], audience="audit", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    AUDIT.append(hashlib.sha256(exact_bytes(token)).hexdigest())


@app.get("/trail")
def trail():
    if g.claims.get("role") != "auditor":
        abort(403)
    return jsonify(AUDIT)
