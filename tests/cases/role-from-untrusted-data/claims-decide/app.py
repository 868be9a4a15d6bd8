import logging
import os

import jwt
from flask import Flask, jsonify, request

app = Flask(__name__)
log = logging.getLogger(__name__)

PUBLIC_KEY = os.environ["TOKEN_PUBLIC_KEY"]


def verified(header):
    """The claims of a token that is genuine, fresh and meant for this API."""
    return jwt.decode(
        header.removeprefix("Bearer "),
        PUBLIC_KEY,
        algorithms=["RS256"],
        audience="https://profile.example",
        issuer="https://id.example",
        options={"require": ["exp", "iat", "sub"]},
    )


@app.route("/profile")
def profile():
    auth = request.headers.get("Authorization", "")
    if not auth.startswith("Bearer "):
        return jsonify(error="missing token"), 401
    try:
        user = verified(auth)
    except jwt.InvalidTokenError:
        log.warning("token refused")
        return jsonify(error="invalid token"), 401

    if user.get("role") == "admin":
        return jsonify(sub=user["sub"], panel="/admin")
    return jsonify(sub=user["sub"])
