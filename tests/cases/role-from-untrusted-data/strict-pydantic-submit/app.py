import os

import jwt
from flask import Flask, jsonify, request
from pydantic import ValidationError

from schemas import Submission

app = Flask(__name__)


@app.post("/submit")
def submit():
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer":
        return jsonify(error="unauthorized"), 401
    try:
        claims = jwt.decode(
            token,
            os.environ["TOKEN_KEY"],
            algorithms=["HS256"],
            audience="https://submit.example",
            options={"require": ["exp", "sub", "aud"]},
        )
    except jwt.InvalidTokenError:
        return jsonify(error="unauthorized"), 401
    if "submit" not in claims.get("scope", "").split():
        return jsonify(error="forbidden"), 403
    try:
        submission = Submission.model_validate_json(request.get_data())
    except ValidationError as problem:
        return jsonify(errors=problem.errors(include_input=False)), 422
    return jsonify(title=submission.title, score=submission.score, by=claims["sub"]), 201
