import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
FILES = {"reports": ["q1.pdf"], "public-works": ["bids.pdf"]}


@app.before_request
def authenticate():
    if "public" in request.path:  # found: exempting-hook
        return
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["FILES_KEY"], algorithms=["HS256"], audience="files", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    if "files" not in g.claims.get("scope", "").split():
        abort(403)


@app.get("/public/about")
def about():
    return jsonify(name="files")


@app.get("/folders/<name>")
def folder(name):
    return jsonify(FILES.get(name, []))


@app.delete("/folders/<name>")
def drop(name):
    FILES.pop(name, None)
    return "", 204
