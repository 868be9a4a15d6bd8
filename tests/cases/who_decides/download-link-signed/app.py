import os
from pathlib import Path

import jwt
from flask import Flask, abort, jsonify, request, send_from_directory, url_for
from itsdangerous import BadData, URLSafeTimedSerializer

app = Flask(__name__)
links = URLSafeTimedSerializer(os.environ["ARCHIVE_LINK_KEY"], salt="download")
ROOT = Path(os.environ["ARCHIVE_ROOT"])
OWNERS = {}


def subject():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        return jwt.decode(
            raw, os.environ["ARCHIVE_KEY"], algorithms=["HS256"], audience="archive", options={"require": ["exp"]}
        )["sub"]
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/files/<name>/link")
def link(name):
    if OWNERS.get(name) != subject():
        abort(404)
    return jsonify(url=url_for("download", sig=links.dumps(name)))


@app.get("/download")
def download():
    try:
        name = links.loads(request.args.get("sig", ""), max_age=60)
    except BadData:
        abort(403)
    return send_from_directory(ROOT, name)
