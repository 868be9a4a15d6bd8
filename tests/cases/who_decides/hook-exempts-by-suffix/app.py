import os
from pathlib import Path

import jwt
from flask import Flask, abort, g, jsonify, request, send_from_directory

app = Flask(__name__)
ROOT = Path(os.environ["DOCS_ROOT"])
ASSETS = (".css", ".js", ".png", ".ico")


def needs_no_login():
    return request.path.endswith(ASSETS)


@app.before_request
def authenticate():
    if needs_no_login():  # found: exempting-hook
        return
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["DOCS_KEY"], algorithms=["HS256"], audience="docs", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    if "docs" not in g.claims.get("scope", "").split():
        abort(403)


@app.get("/documents/")
def index():
    return jsonify(sorted(path.name for path in ROOT.iterdir()))


@app.get("/documents/<path:name>")
def document(name):
    return send_from_directory(ROOT, name)
