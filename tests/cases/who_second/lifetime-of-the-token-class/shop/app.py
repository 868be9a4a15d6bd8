import jwt
from flask import Flask, abort, jsonify, request
from werkzeug.security import check_password_hash

from shop.tokens import Access, Refresh

app = Flask(__name__)
CUSTOMERS = {}


def bearer():
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


@app.post("/token")
def token():
    body = request.get_json()
    stored = CUSTOMERS.get(body["email"])
    if stored is None or not check_password_hash(stored, body["password"]):
        abort(401)
    return jsonify(access=Access(body["email"]).sign(), refresh=Refresh(body["email"]).sign())


@app.post("/token/refresh")
def refresh():
    try:
        return jsonify(access=Access(Refresh.read(bearer())["sub"]).sign())
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/tickets")
def tickets():
    try:
        customer = Access.read(bearer())["sub"]
    except jwt.InvalidTokenError:
        abort(401)
    return jsonify(customer=customer, tickets=[])
