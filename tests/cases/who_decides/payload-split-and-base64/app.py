import base64
import json

from flask import Flask, abort, jsonify, request

app = Flask(__name__)
ROWS = {"gold": range(1, 4), "silver": range(4, 12)}


def body_of(token):
    middle = token.split(".")[1]
    padded = middle + "=" * (-len(middle) % 4)
    return json.loads(base64.urlsafe_b64decode(padded))  # found: token-decoded-by-hand


def member():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return body_of(token)
    except (IndexError, ValueError):
        abort(401)


@app.get("/seats")
def seats():
    level = member().get("level")
    if level not in ROWS:  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(rows=list(ROWS[level]))


@app.post("/seats")
def book():
    who = member()
    if who.get("level") not in ROWS:  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(row=int(request.get_json()["row"])), 201
