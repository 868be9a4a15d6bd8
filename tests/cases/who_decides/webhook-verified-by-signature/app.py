import hashlib
import hmac
import os
from functools import wraps

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
DEPLOYS = []


def operator(view):
    @wraps(view)
    def inner():
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(
                raw, os.environ["DEPLOY_KEY"], algorithms=["HS256"], audience="deploy", options={"require": ["exp"]}
            )
        except jwt.InvalidTokenError:
            abort(401)
        return view()

    return inner


@app.get("/deploys")
@operator
def deploys():
    return jsonify(DEPLOYS)


@app.post("/deploys")
@operator
def deploy():
    DEPLOYS.append({"by": g.claims["sub"], "ref": str(request.get_json()["ref"])})
    return "", 202


@app.post("/hooks/push")
def push():
    key = os.environ["HOOK_SECRET"].encode()
    expected = "sha256=" + hmac.new(key, request.get_data(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected, request.headers.get("X-Hub-Signature-256", "")):
        abort(403)
    DEPLOYS.append({"by": "hook", "ref": str(request.get_json()["ref"])})
    return "", 202
