import os

import jwt
from flask import Flask, abort, g, jsonify, request

from locks.keys import controller_key

app = Flask(__name__)
EVENTS = {}


@app.before_request
def identify():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(raw, controller_key(), algorithms=["HS256"], audience="locks")  # found: weak-secret
    except jwt.InvalidTokenError:
        abort(401)
    g.controller = claims["sub"]


@app.post("/events")
def event():
    EVENTS.setdefault(g.controller, []).append(str(request.get_json()["event"]))
    return "", 201


@app.get("/events")
def events():
    return jsonify(site=os.environ["LOCK_SITE"], events=EVENTS.get(g.controller, []))
