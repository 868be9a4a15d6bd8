import hashlib
import os
from pathlib import Path

from flask import Flask, abort, jsonify, request, send_file

from tracker.index import Index

app = Flask(__name__)
ROOT = Path(os.environ.get("TRACKER_ROOT", "/var/lib/tracker"))
index = Index(ROOT / "index.bin")


@app.put("/artifacts/<int:number>")
def upload(number):
    content = request.get_data()
    digest = hashlib.sha256(content).hexdigest()
    (ROOT / f"{number}.blob").write_bytes(content)
    index.note(number, digest, len(content))
    return jsonify(digest=digest)


@app.get("/artifacts/<int:number>")
def download(number):
    if number not in index.rows:
        abort(404)
    return send_file(ROOT / f"{number}.blob", mimetype="application/octet-stream")


@app.get("/artifacts/<int:number>/about")
def about(number):
    digest, size = index.rows.get(number) or abort(404)
    return jsonify(digest=digest, size=size)
