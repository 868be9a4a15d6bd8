import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
PRICES = {"adult": 9}


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["CINEMA_KEY"], algorithms=["HS256"], audience="cinema", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


def must_be_manager():
    role = request.cookies.get("role", "clerk")
    if role != "manager":  # found: role-from-untrusted-data
        abort(403)


@app.put("/prices/adult")
def price():
    must_be_manager()
    PRICES["adult"] = int(request.get_json()["price"])
    return jsonify(PRICES, by=g.claims["sub"])


@app.delete("/prices/adult")
def free_entry():
    must_be_manager()
    PRICES["adult"] = 0
    return jsonify(PRICES, by=g.claims["sub"])
