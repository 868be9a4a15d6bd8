import os

from flask import Flask, abort, g, jsonify, request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

app = Flask(__name__)
KEY = OctKey.import_key(os.environ["BANK_KEY"])
CLAIMS = jwt.JWTClaimsRegistry(aud={"essential": True, "value": "bank"}, exp={"essential": True})
BALANCES = {}


class AccountPolicy:
    def __init__(self, claims):
        self._accounts = frozenset(claims.get("accounts", ()))

    def require(self, account):
        if account not in self._accounts:
            abort(403)
        return account


@app.before_request
def load_policy():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        token = jwt.decode(raw, KEY, algorithms=["HS256"])
        CLAIMS.validate(token.claims)
    except (JoseError, ValueError):
        abort(401)
    g.policy = AccountPolicy(token.claims)


@app.post("/deposits")
def deposit():
    body = request.get_json()
    account = g.policy.require(str(body["account"]))
    BALANCES[account] = BALANCES.get(account, 0) + int(body["amount"])
    return jsonify(balance=BALANCES[account])


@app.get("/balances/<account>")
def balance(account):
    return jsonify(balance=BALANCES.get(g.policy.require(account), 0))
