import os

import jwt
from flask import Flask, abort, g, jsonify, request
from flask.views import MethodView

app = Flask(__name__)
LEDGER = []


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["LEDGER_KEY"], algorithms=["HS256"], audience="ledger", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


def need(scope):
    if scope not in g.claims.get("scope", "").split():
        abort(403)


class Ledger(MethodView):
    def get(self):
        need("ledger:read")
        return jsonify(LEDGER)

    def post(self):
        need("ledger:write")
        LEDGER.append(int(request.get_json()["amount"]))
        return "", 201

    def put(self):
        need("ledger:write")
        LEDGER[:] = [int(amount) for amount in request.get_json()["amounts"]]
        return "", 204

    def delete(self):  # found: function-without-role-check
        LEDGER.clear()
        return "", 204


app.add_url_rule("/ledger", view_func=Ledger.as_view("ledger"))
