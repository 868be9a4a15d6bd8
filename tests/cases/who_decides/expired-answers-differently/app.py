import os

import jwt
from flask import Flask, g, jsonify, request

app = Flask(__name__)
KEY = os.environ["COURIER_KEY"]


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(raw, KEY, algorithms=["HS256"], audience="courier", options={"require": ["exp", "sub"]})
    except jwt.ExpiredSignatureError:
        return jsonify(code="token_expired"), 401
    except jwt.InvalidAudienceError:
        return jsonify(code="invalid_claims"), 401
    except jwt.InvalidTokenError:
        return jsonify(code="invalid_token"), 401
    return None


@app.get("/tours")
def tours():
    return jsonify(courier=g.claims["sub"], tours=[])


@app.post("/tours/finish")
def finish():
    return jsonify(courier=g.claims["sub"], finished=True)
