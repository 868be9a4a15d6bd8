import os

import jwt
from flask import Flask, abort, g, jsonify, request

from wallet.dpop import check_proof

app = Flask(__name__)
ISSUER_KEY = os.environ["ISSUER_PUBLIC_KEY"]


@app.before_request
def authenticate():
    scheme, _, raw = request.headers.get("Authorization", "").partition(" ")
    if scheme != "DPoP":
        abort(401)
    try:
        g.claims = jwt.decode(
            raw, ISSUER_KEY, algorithms=["ES256"], audience="wallet", options={"require": ["exp", "cnf", "sub"]}
        )
    except jwt.PyJWTError:
        abort(401)
    check_proof(request.headers.get("DPoP", ""), g.claims, request.method, request.base_url)


@app.get("/coins")
def coins():
    return jsonify(owner=g.claims["sub"], coins=[])
