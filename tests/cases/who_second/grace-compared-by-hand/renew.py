import os
import time
from dataclasses import dataclass

import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
KEY = os.environ["RENEW_KEY"]
GRACE = 300


@dataclass(frozen=True)
class Ticket:
    sub: str
    exp: int

    @property
    def renewable(self):
        return time.time() < self.exp + GRACE


def bearer():
    return request.headers.get("Authorization", "").removeprefix("Bearer ")


@app.post("/renew")
def renew():
    try:
        claims = jwt.decode(bearer(), KEY, algorithms=["HS256"], audience="bus", options={"verify_exp": False})
        ticket = Ticket(sub=claims["sub"], exp=int(claims["exp"]))
    except (jwt.InvalidTokenError, KeyError, ValueError):
        abort(401)
    if not ticket.renewable:
        abort(401)
    fresh = {"sub": ticket.sub, "aud": "bus", "exp": int(time.time()) + 900}
    return jsonify(token=jwt.encode(fresh, KEY, algorithm="HS256"))


@app.get("/rides")
def rides():
    try:
        claims = jwt.decode(bearer(), KEY, algorithms=["HS256"], audience="bus")
    except jwt.InvalidTokenError:
        abort(401)
    return jsonify(rider=claims["sub"], rides=[])
