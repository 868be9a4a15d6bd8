import os

import jwt
from flask import Flask, g, jsonify, redirect, request

app = Flask(__name__)
app.config["LOGIN_URL"] = "https://id.example/login"


def refusal():
    if request.path.startswith("/api/") or request.method != "GET":
        return jsonify(error="invalid_token"), 401
    return redirect(app.config["LOGIN_URL"])


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not raw:
        return refusal()
    try:
        g.claims = jwt.decode(
            raw, os.environ["CTF_KEY"], algorithms=["HS256"], audience="ctf", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        return refusal()
    return None


@app.get("/")
def home():
    return f"<p>Hello {int(g.claims['sub'])}</p>"


@app.get("/api/score")
def score():
    return jsonify(player=g.claims["sub"], score=0)
