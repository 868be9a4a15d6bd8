import os
import time
from pathlib import Path

import jwt
from flask import Flask, abort, g, jsonify, request, send_from_directory, url_for

app = Flask(__name__)
ROOT = Path(os.environ["ARCHIVE_ROOT"])
KEY = os.environ["ARCHIVE_KEY"]


def verify(raw: str, audience: str) -> dict:
    try:
        return jwt.decode(raw, KEY, algorithms=["HS256"], audience=audience, options={"require": ["exp", "sub"]})
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/files/<name>/link")
def make_link(name: str):
    g.claims = verify(request.headers.get("Authorization", "").removeprefix("Bearer "), "archive")
    if name not in g.claims.get("files", []):
        abort(404)
    ticket = jwt.encode(
        {"sub": g.claims["sub"], "aud": "archive-download", "file": name, "exp": int(time.time()) + 120},
        KEY,
        algorithm="HS256",
    )
    return jsonify(url=url_for("download", name=name, ticket=ticket))


@app.get("/files/<name>")
def download(name: str):
    ticket = verify(request.args.get("ticket", ""), "archive-download")
    if ticket.get("file") != name:
        abort(403)
    return send_from_directory(ROOT, name)
