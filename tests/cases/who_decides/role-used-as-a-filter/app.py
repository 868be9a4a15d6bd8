import os

import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
STAFF = [{"name": "ann", "role": "admin", "site": "north"}, {"name": "bo", "role": "clerk", "site": "south"}]


def claims():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(
            raw, os.environ["STAFF_KEY"], algorithms=["HS256"], audience="staff", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/staff")
def staff():
    if "staff:read" not in claims().get("permissions", []):
        abort(403)
    role = request.args.get("role")
    rows = STAFF
    if role is not None:
        rows = [row for row in rows if row["role"] == role]
    if request.args.get("sort") == "name":
        rows = sorted(rows, key=lambda row: row["name"])
    return jsonify(rows)
