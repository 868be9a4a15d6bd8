from flask import Blueprint, abort, jsonify, request
from werkzeug.utils import secure_filename

from shop.mail import draft_path, send_draft

bp = Blueprint("drafts", __name__, url_prefix="/drafts")


@bp.route("/", methods=["POST"])
def upload():
    draft = request.files["draft"]
    name = secure_filename(draft.filename)
    draft.save(draft_path(name))
    return jsonify(name=name), 201


@bp.route("/<name>/send", methods=["POST"])
def send(name):
    try:
        order_id = send_draft(secure_filename(name))
    except FileNotFoundError:
        abort(404)
    return jsonify(order=order_id)
