from pathlib import Path

from flask import Flask, abort, jsonify, request

from downloads.checksums import METHODS, checksum

app = Flask(__name__)
FILES = Path(__file__).parent / "files"
NAMES = {"manual": "manual.pdf", "drivers": "drivers.zip"}


@app.get("/checksum/<name>")
def get_checksum(name):
    if name not in NAMES:
        abort(404)
    method = request.args.get("method", "sha256")
    if method not in METHODS:
        abort(400, "one of " + ", ".join(sorted(METHODS)))
    return jsonify(checksum=checksum((FILES / NAMES[name]).read_bytes(), method))
