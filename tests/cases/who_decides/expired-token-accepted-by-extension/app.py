import os
from functools import wraps

from flask import Flask, abort, g, jsonify, request
from flask_jwt_extended import JWTManager, decode_token
from flask_jwt_extended.exceptions import JWTExtendedException
from jwt import InvalidTokenError

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = os.environ["PRINT_KEY"]
JWTManager(app)


def customer(view):
    @wraps(view)
    def inner(*args, **kwargs):
        try:
            raw = request.headers["Authorization"].split()[1]
            g.customer = decode_token(raw, allow_expired=True)["sub"]  # found: expiry-not-required
        except (KeyError, IndexError, InvalidTokenError, JWTExtendedException):
            abort(401)
        return view(*args, **kwargs)

    return inner


@app.get("/jobs")
@customer
def jobs():
    return jsonify(customer=g.customer, jobs=[])


@app.post("/jobs")
@customer
def submit():
    return jsonify(customer=g.customer, pages=int(request.get_json()["pages"])), 201
