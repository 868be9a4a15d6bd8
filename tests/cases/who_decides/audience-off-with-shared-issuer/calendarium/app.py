import jwt
from flask import Flask, abort, g, jsonify, redirect, request, url_for

from calendarium import oidc

app = Flask(__name__)


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = oidc.verify(raw)
    except jwt.PyJWTError:
        abort(401)


@app.get("/")
def start():
    return redirect(url_for("today"))


@app.get("/today")
def today():
    return jsonify(owner=g.claims["sub"], entries=[])
