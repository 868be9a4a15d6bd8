import os
import sqlite3
from dataclasses import dataclass

import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)


@dataclass(frozen=True)
class Caller:
    sub: str
    plan: str
    seats: int


def caller():
    try:
        claims = jwt.decode(
            request.headers.get("Authorization", "").removeprefix("Bearer "),
            os.environ["TOKEN_KEY"],
            algorithms=["HS256"],
            audience="billing",
            options={"require": ["exp", "sub"]},
        )
    except jwt.InvalidTokenError:
        abort(401)
    with sqlite3.connect(os.environ["DATABASE"]) as connection:
        row = connection.execute("SELECT plan, seats FROM accounts WHERE sub = ?", (claims["sub"],)).fetchone()
    if row is None:
        abort(403)
    merged = {**claims, "plan": row[0], "seats": row[1]}
    return Caller(merged["sub"], merged["plan"], merged["seats"])


@app.get("/audit-log")
def audit_log():
    if caller().plan != "enterprise":
        abort(402)
    return jsonify(entries=[])
