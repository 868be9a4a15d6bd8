import os
import secrets
import time

import jwt
from flask import Flask, Response, abort, jsonify, request

app = Flask(__name__)
TICKETS = {}


def subject():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(
            raw, os.environ["MONITOR_KEY"], algorithms=["HS256"], audience="monitor", options={"require": ["exp"]}
        )["sub"]
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/tickets")
def ticket():
    name = secrets.token_urlsafe(32)
    TICKETS[name] = (subject(), time.monotonic() + 15)
    return jsonify(ticket=name)


@app.get("/stream")
def stream():
    owner, until = TICKETS.pop(request.args.get("ticket", ""), (None, 0.0))
    if owner is None or until < time.monotonic():
        abort(401)
    return Response(f"data: hello {owner}\n\n", mimetype="text/event-stream")
