import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)


def current_claims():
    token = request.headers.get("Authorization", "").replace("Bearer ", "", 1)
    try:
        # The gateway has checked it already.
        return jwt.decode(token, options={"verify_signature": False})  # found: unverified-token
    except jwt.DecodeError:
        abort(401)


@app.get("/admin/stats")
def stats():
    claims = current_claims()
    if claims.get("role") != "admin":  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(users=12)
