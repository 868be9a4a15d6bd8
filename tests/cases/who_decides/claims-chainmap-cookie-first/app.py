import json
import os
from collections import ChainMap

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)


@app.before_request
def load():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(
            raw, os.environ["NEWS_KEY"], algorithms=["HS256"], audience="news", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    chosen = json.loads(request.cookies.get("choices", "{}"))
    g.who = ChainMap(chosen, claims)  # found: token-merged-with-untrusted-data


@app.get("/drafts")
def drafts():
    if g.who["role"] != "editor":  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(drafts=[])


@app.get("/front")
def front():
    return jsonify(edition=g.who.get("edition", "world"))
