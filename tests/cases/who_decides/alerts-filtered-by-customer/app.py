import os
from functools import wraps

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
ALERTS = [{"id": "a1", "customer": "acme", "text": "disk"}, {"id": "a2", "customer": "globex", "text": "fan"}]


def permission(scope):
    def decorate(view):
        @wraps(view)
        def inner(*args, **kwargs):
            raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
            try:
                claims = jwt.decode(
                    raw, os.environ["ALERT_KEY"], algorithms=["HS256"], audience="alerts", options={"require": ["exp"]}
                )
            except jwt.InvalidTokenError:
                abort(401)
            if scope not in claims.get("scope", "").split():
                abort(403)
            g.customers = claims.get("customers", [])
            return view(*args, **kwargs)

        return inner

    return decorate


def customers_wanted():
    wanted = request.args.getlist("customer") or g.customers
    if not set(wanted) <= set(g.customers):
        abort(403)
    return wanted


@app.get("/alerts")
@permission("read:alerts")
def alerts():
    wanted = customers_wanted()
    return jsonify([alert for alert in ALERTS if alert["customer"] in wanted])


@app.get("/alert/<alert_id>")
@permission("read:alerts")
def alert(alert_id):
    for found in ALERTS:
        if found["id"] == alert_id and found["customer"] in g.customers:
            return jsonify(found)
    return jsonify(error="not found"), 404
