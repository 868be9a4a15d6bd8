import os
from functools import wraps

import jwt
from flask import Flask, abort, g, jsonify, request
from werkzeug.security import generate_password_hash

app = Flask(__name__)
USERS = {}
ROLES = ("viewer", "editor", "admin")


def admin_only(view):
    @wraps(view)
    def inner(*args, **kwargs):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(
                raw, os.environ["USERS_KEY"], algorithms=["HS256"], audience="users", options={"require": ["exp"]}
            )
        except jwt.InvalidTokenError:
            abort(401)
        if g.claims.get("role") != "admin":
            abort(403)
        return view(*args, **kwargs)

    return inner


@app.post("/users")
@admin_only
def create():
    body = request.get_json()
    if body["role"] not in ROLES:
        abort(400)
    if body["role"] == "admin" and not body.get("mail"):
        abort(400, "an admin needs a mail address")
    USERS[str(body["name"])] = {"role": body["role"], "hash": generate_password_hash(body["password"])}
    return "", 201


@app.get("/users")
@admin_only
def users():
    role = request.args.get("role")
    return jsonify([name for name, user in USERS.items() if role is None or user["role"] == role])
