import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
ISSUERS = {
    "https://staff.example": os.environ["STAFF_PUBLIC_KEY"],
    "https://partners.example": os.environ["PARTNER_PUBLIC_KEY"],
}


@app.before_request
def verify():
    token = request.headers.get("Authorization", "").partition(" ")[2]
    try:
        peek = jwt.decode(token, options={"verify_signature": False})
        issuer = peek.get("iss")
        if issuer not in ISSUERS:
            abort(401)
        g.claims = jwt.decode(
            token,
            ISSUERS[issuer],
            algorithms=["ES256"],
            issuer=issuer,
            audience="orders",
            options={"require": ["exp", "sub"]},
        )
    except jwt.PyJWTError:
        abort(401)


@app.get("/orders/all")
def every_order():
    if g.claims.get("role") != "clerk":
        abort(403)
    return jsonify(orders=[])
