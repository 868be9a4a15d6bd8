import json
import zipfile

from flask import Flask, abort, jsonify, request

from bundles.builtin import MODULES

app = Flask(__name__)
ENABLED = {}


@app.post("/api/v1/extensions")
def upload():
    with zipfile.ZipFile(request.files["bundle"].stream) as archive:
        manifest = json.loads(archive.read("manifest.json"))
    wanted = [name for name in manifest.get("uses", []) if name in MODULES]
    if not wanted:
        abort(422, "nothing in it that this server ships")
    ENABLED[str(manifest["id"])] = wanted
    return jsonify(enabled=wanted), 201


@app.get("/api/v1/extensions/<extension>/menu")
def menu(extension):
    entries = []
    for name in ENABLED.get(extension, ()):
        entries.extend(MODULES[name].menu())
    return jsonify(entries)
