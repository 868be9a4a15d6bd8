import os

import jwt
from flask import Flask, abort, jsonify, request, session

from certs.sso import exchange, validate

app = Flask(__name__)
app.secret_key = os.environ["CERTS_SESSION_KEY"]


@app.post("/auth/sso")
def sign_in():
    try:
        claims = validate(exchange(str(request.get_json()["code"])))
    except (jwt.PyJWTError, KeyError, IndexError):
        abort(403)
    session["email"] = claims["email"]
    return jsonify(email=claims["email"])


@app.get("/me")
def me():
    if "email" not in session:
        abort(401)
    return jsonify(email=session["email"])
