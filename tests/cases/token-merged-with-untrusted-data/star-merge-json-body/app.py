import jwt
from flask import Flask, jsonify, request

from identity import context, verified

app = Flask(__name__)


@app.post("/customers/merge")
def merge_customers():
    try:
        claims = verified(request.headers.get("Authorization", ""))
    except jwt.InvalidTokenError:
        return jsonify(error="unauthorized"), 401
    caller = context(claims, request.get_json())
    if caller["role"] != "manager":  # echo: role-from-untrusted-data
        return jsonify(error="managers only"), 403
    return jsonify(by=caller["sub"])
