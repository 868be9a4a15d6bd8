import time

import jwt
from flask import Flask, abort, g, jsonify, request

from letters.keys import key_for

app = Flask(__name__)
ISSUES = []


@app.before_request
def editor():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.editor = jwt.decode(raw, key_for("editors"), algorithms=["HS256"], audience="letters")["sub"]
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/issues")
def publish():
    ISSUES.append({"by": g.editor, "title": str(request.get_json()["title"])})
    return jsonify(number=len(ISSUES)), 201


@app.post("/invitations")
def invite():
    claims = {"sub": str(request.get_json()["email"]), "aud": "invitations", "exp": int(time.time()) + 86400}
    return jsonify(token=jwt.encode(claims, key_for("invitations"), algorithm="HS256")), 201
