import jwt
from flask import Flask, abort, g, jsonify, request

from customs.keys import key_from_chain

app = Flask(__name__)
DECLARATIONS = {}


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        header = jwt.get_unverified_header(raw)
        key = key_from_chain(header)
        g.claims = jwt.decode(raw, key, algorithms=["RS256"], audience="customs", options={"require": ["exp"]})
    except (jwt.InvalidTokenError, KeyError, ValueError):
        abort(401)


@app.post("/declarations")
def declare():
    DECLARATIONS.setdefault(g.claims["sub"], []).append(str(request.get_json()["goods"]))
    return "", 201


@app.get("/declarations")
def declarations():
    return jsonify(DECLARATIONS.get(g.claims["sub"], []))
