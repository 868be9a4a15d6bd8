import os
from functools import wraps
from pathlib import Path

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
PUBLIC_KEY = Path(os.environ["ISSUER_PUBLIC_PEM"]).read_text()
ALGORITHMS = ["RS256", "HS256"]
NEEDED = {"require": ["exp", "aud"]}


def partner(view):
    @wraps(view)
    def inner():
        try:
            raw = request.headers["Authorization"].split()[1]
            g.claims = jwt.decode(raw, PUBLIC_KEY, ALGORITHMS, NEEDED, audience="relay")  # found: algorithm-confusion
        except (jwt.InvalidTokenError, KeyError, IndexError):
            abort(401)
        return view()

    return inner


@app.get("/balance")
@partner
def balance():
    return jsonify(partner=g.claims["sub"], balance=0)


@app.post("/transfers")
@partner
def transfer():
    return jsonify(partner=g.claims["sub"], amount=int(request.get_json()["amount"])), 202
