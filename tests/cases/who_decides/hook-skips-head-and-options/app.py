import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
TICKETS = []


@app.before_request
def authenticate():
    if request.method in ("OPTIONS", "HEAD"):  # found: exempting-hook
        return
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["TICKET_KEY"], algorithms=["HS256"], audience="tickets", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    if "tickets" not in g.claims.get("scope", "").split():
        abort(403)


@app.route("/tickets", methods=["GET", "POST", "OPTIONS"], provide_automatic_options=False)
def tickets():
    if request.method == "GET":
        return jsonify(TICKETS)
    TICKETS.append(str(request.get_json(force=True)["title"]))
    return jsonify(TICKETS), 201


@app.get("/tickets/next")
def take_next():
    return jsonify(TICKETS.pop(0) if TICKETS else None)
