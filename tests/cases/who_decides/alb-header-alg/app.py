import jwt
from flask import Flask, abort, g, jsonify, request

from identity import parse

app = Flask(__name__)


@app.before_request
def authenticate():
    try:
        g.user = parse(request.headers["X-Amzn-Oidc-Data"])["email"]
    except (KeyError, jwt.InvalidTokenError):
        abort(401)


@app.get("/me")
def me():
    return jsonify(email=g.user)
