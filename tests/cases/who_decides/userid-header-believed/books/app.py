import os

from flask import Blueprint, Flask, jsonify, request

from books.who import ensure_member

bp = Blueprint("books", __name__, url_prefix="/api/namespaces")
BOOKS = {}


@bp.get("/<namespace>/notebooks")
def listing(namespace):
    ensure_member(namespace)
    return jsonify(BOOKS.get(namespace, []))


@bp.post("/<namespace>/notebooks")
def create(namespace):
    ensure_member(namespace)
    BOOKS.setdefault(namespace, []).append(str(request.get_json()["name"]))
    return "", 201


def create_app():
    app = Flask(__name__)
    app.config["USERID_HEADER"] = os.environ.get("USERID_HEADER", "kubeflow-userid")
    app.config["USERID_PREFIX"] = os.environ.get("USERID_PREFIX", ":")
    app.register_blueprint(bp)
    return app
