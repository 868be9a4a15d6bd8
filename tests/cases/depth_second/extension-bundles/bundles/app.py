from flask import Blueprint, Flask, abort, jsonify, request

from bundles.loading import Bundle

api = Blueprint("bundles", __name__, url_prefix="/api/v1/extensions")
BUNDLES = {}


@api.post("/")
def upload():
    file = request.files.get("bundle")
    if file is None or not file.filename.endswith(".supx"):
        abort(400, "a .supx bundle is expected")
    name = file.filename.removesuffix(".supx")
    BUNDLES[name] = Bundle.of(name, file.read())
    return jsonify(name=name, modules=sorted(BUNDLES[name].modules)), 201


@api.get("/")
def listing():
    return jsonify(sorted(BUNDLES))


def create_app():
    app = Flask(__name__)
    app.register_blueprint(api)
    return app
