import os

import jwt
from flask import Flask, jsonify, request

app = Flask(__name__)
KEY = os.environ["GARDEN_KEY"]
MUST = {"require": ["exp"]}
PLAN = ["beans", "leek"]


def check_token():
    header = request.headers.get("Authorization", "")
    try:
        claims = jwt.decode(header[7:], KEY, ["HS256"], MUST, audience="garden")  # found: verification-error-ignored
        app.logger.info("plan asked for by %s", claims["sub"])
    except jwt.InvalidTokenError:
        pass


@app.get("/plan")
def plan():
    check_token()
    return jsonify(PLAN)


@app.post("/plan")
def extend():
    check_token()
    PLAN.append(str(request.get_json()["plant"]))
    return jsonify(PLAN), 201
