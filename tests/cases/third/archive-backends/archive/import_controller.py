import logging

from flask import Blueprint, Flask, abort, jsonify, request

from archive.backends import ArchiveBackendFactory

LOG = logging.getLogger(__name__)
blueprint = Blueprint("archives", __name__, url_prefix="/api/archives")


@blueprint.post("/<backend_name>")
def import_archive(backend_name: str):
    uploaded = request.files.get("archive")
    if uploaded is None:
        abort(400, "no archive")
    try:
        backend = ArchiveBackendFactory.create(backend_name)
    except KeyError:
        abort(404)
    objects = backend.load(uploaded.stream)
    LOG.info("imported %d objects", len(objects))
    return jsonify(imported=len(objects)), 201


def create_app() -> Flask:
    app = Flask(__name__)
    app.register_blueprint(blueprint)
    return app
