import os

from flask import Blueprint, Flask, abort, jsonify, request
from werkzeug.utils import secure_filename

from tracker.artifact import Artifact

bp = Blueprint("artifacts", __name__, url_prefix="/artifacts")
ROOT = os.environ.get("TRACKER_ROOT", "/var/lib/tracker")
KINDS = ("json", "txt", "pkl", "bin")
KNOWN = {}


@bp.post("/<name>")
def upload(name):
    kind = request.form.get("type", "bin")
    if kind not in KINDS:
        abort(400)
    artifact = KNOWN[name] = Artifact(ROOT, secure_filename(name), kind)
    artifact.write(request.files["content"])
    return "", 201


@bp.get("/<name>/preview")
def preview(name):
    if name not in KNOWN:
        abort(404)
    return jsonify(preview=str(KNOWN[name].get())[:500])


def create_app():
    app = Flask(__name__)
    app.register_blueprint(bp)
    return app
