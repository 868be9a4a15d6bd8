import os

import jwt
from flask import Flask, abort, g, jsonify, request

from cases import services

app = Flask(__name__)


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["CASES_KEY"], algorithms=["HS256"], audience="cases", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.errorhandler(services.NotAllowed)
def not_allowed(problem):
    return jsonify(missing=str(problem)), 403


@app.get("/cases")
def listing():
    return jsonify(services.all_cases())


@app.post("/cases")
def create():
    return jsonify(number=services.open_case(str(request.get_json()["title"]))), 201


@app.delete("/cases")
def erase():
    services.erase_all()
    return "", 204
