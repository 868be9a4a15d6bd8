import os

import jwt
from flask import Flask, abort, g, jsonify, request
from flask.views import MethodView

app = Flask(__name__)
LEDGER = []
NEEDED = {"GET": "ledger:read", "HEAD": "ledger:read", "POST": "ledger:write", "DELETE": "ledger:admin"}


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["LEDGER_KEY"], algorithms=["HS256"], audience="ledger", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


class Ledger(MethodView):
    def dispatch_request(self, **kwargs):
        scope = NEEDED.get(request.method)
        if scope is None or scope not in g.claims.get("scope", "").split():
            abort(403)
        return super().dispatch_request(**kwargs)

    def get(self):
        return jsonify(LEDGER)

    def post(self):
        LEDGER.append(int(request.get_json()["amount"]))
        return "", 201

    def delete(self):
        LEDGER.clear()
        return "", 204


app.add_url_rule("/ledger", view_func=Ledger.as_view("ledger"))
