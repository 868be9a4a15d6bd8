from flask import Blueprint, current_app, jsonify, request

from .parsing import parse_document

pipelines = Blueprint("pipelines", __name__)


@pipelines.route("/", methods=["POST"])
def create():
    document = parse_document(request.get_data(as_text=True))
    current_app.logger.info("new pipeline %s", document.get("name"))
    return jsonify(name=document.get("name")), 201
