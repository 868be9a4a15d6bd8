from flask import Flask, abort, g, jsonify, request

from wallet.keys import find_key
from wallet.reader import TokenReader

app = Flask(__name__)
reader = TokenReader(find_key, "wallet")
BALANCES = {}


@app.before_request
def authenticate():
    g.claims = reader.read_or_none(request.headers.get("Authorization", "").removeprefix("Bearer "))
    if g.claims is None:
        abort(401)


@app.get("/balance")
def balance():
    return jsonify(balance=BALANCES.get(g.claims["sub"], 0))
