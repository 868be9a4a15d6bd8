import os

import jwt
from flask import Flask, abort, g, jsonify, request, session
from flask_session import Session

app = Flask(__name__)
app.config.update(SESSION_TYPE="redis", SESSION_COOKIE_SECURE=True, SESSION_SERIALIZATION_FORMAT="msgpack")
app.secret_key = os.environ["BANK_SESSION_KEY"]
Session(app)
BALANCES = {}


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["BANK_KEY"], algorithms=["HS256"], audience="bank", options={"require": ["exp", "acct"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/session")
def open_session():
    session["account"] = g.claims["acct"]
    return "", 204


@app.get("/accounts/<account>")
def balance(account):
    if session.get("account") != account:  # found: unbound-session
        abort(403)
    app.logger.info("balance for %s", g.claims["sub"])
    return jsonify(balance=BALANCES.get(account, 0))
