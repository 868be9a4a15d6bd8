import jwt
from flask import Flask, abort, jsonify, request

from config import Auth

app = Flask(__name__)


@app.get("/statements")
def statements():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(token, Auth.KEY, algorithms=Auth.ALGORITHMS, audience="bank")  # found: none-algorithm
    except jwt.InvalidTokenError:
        abort(401)
    return jsonify(owner=claims["sub"], statements=[])
