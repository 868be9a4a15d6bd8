import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
TICKETS = []
ORIGINS = {"https://desk.example", "https://staff.example"}


@app.before_request
def authenticate():
    if request.method == "OPTIONS":
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


@app.after_request
def cors(response):
    origin = request.headers.get("Origin")
    if origin in ORIGINS:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Allow-Headers"] = "Authorization, Content-Type"
        response.headers.add("Vary", "Origin")
    return response


@app.get("/tickets")
def tickets():
    return jsonify(TICKETS)


@app.post("/tickets")
def open_ticket():
    TICKETS.append(str(request.get_json()["title"]))
    return jsonify(TICKETS), 201
