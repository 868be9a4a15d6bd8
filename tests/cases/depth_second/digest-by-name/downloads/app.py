from pathlib import Path

from flask import Flask, abort, jsonify, request

from downloads.checksums import Checksum

app = Flask(__name__)
FILES = Path(__file__).parent / "files"
NAMES = {"manual": "manual.pdf", "drivers": "drivers.zip"}


@app.get("/checksum/<name>")
def checksum(name):
    if name not in NAMES:
        abort(404)
    method = "hashlib." + request.args.get("method", "sha256")
    return jsonify(checksum=Checksum(method).of((FILES / NAMES[name]).read_bytes()))
