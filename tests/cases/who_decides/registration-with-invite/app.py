import os
import secrets
import time

import jwt
from flask import Flask, abort, jsonify, request
from werkzeug.security import generate_password_hash

app = Flask(__name__)
KEY = os.environ["CLUB_KEY"]
INVITATIONS = {}
MEMBERS = {}


def member():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(raw, KEY, algorithms=["HS256"], options={"require": ["exp", "sub"]})["sub"]
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/invitations")
def invite():
    code = secrets.token_urlsafe(16)
    INVITATIONS[code] = member()
    return jsonify(code=code), 201


@app.post("/register")
def register():
    body = request.get_json()
    name = str(body["name"])
    if name in MEMBERS:
        abort(409)
    inviter = INVITATIONS.pop(str(body["code"]), None)
    if inviter is None:
        abort(403)
    MEMBERS[name] = {"hash": generate_password_hash(body["password"]), "role": "member", "invited_by": inviter}
    claims = {"sub": name, "exp": int(time.time()) + 300}
    return jsonify(token=jwt.encode(claims, KEY, algorithm="HS256")), 201
