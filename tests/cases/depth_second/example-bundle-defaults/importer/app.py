from flask import Flask, jsonify, request

from importer.defaults import with_defaults
from importer.merge import merged

app = Flask(__name__)


@app.post("/settings/preview")
def preview():
    uploaded = {f"upload-{n}": file.read().decode() for n, file in enumerate(request.files.getlist("settings"))}
    return jsonify({key: str(value) for key, value in merged(with_defaults(uploaded)).items()})
