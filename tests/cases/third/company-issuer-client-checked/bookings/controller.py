import jwt
from flask import Flask, abort, jsonify, request

from bookings.token_verifier import Principal, TokenVerifier

app = Flask(__name__)
verifier = TokenVerifier()
BOOKINGS: dict[str, list[str]] = {}


def current_principal() -> Principal:
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return verifier.verify(token)
    except jwt.PyJWTError:
        abort(401)


@app.get("/bookings")
def my_bookings():
    return jsonify(BOOKINGS.get(current_principal().subject, []))
