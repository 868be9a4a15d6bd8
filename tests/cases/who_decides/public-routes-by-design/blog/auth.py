import os

from flask import Blueprint, abort, jsonify, request
from flask_jwt_extended import create_access_token
from werkzeug.security import check_password_hash

bp = Blueprint("auth", __name__)
AUTHORS = {}
STARTED_BY = os.environ.get("HOSTNAME", "unknown")


@bp.post("/login")
def login():
    body = request.get_json()
    stored = AUTHORS.get(body["name"])
    if stored is None or not check_password_hash(stored, body["password"]):
        abort(401)
    return jsonify(token=create_access_token(body["name"]))


@bp.get("/healthz")
def health():
    return jsonify(ok=True, host=STARTED_BY)


@bp.get("/robots.txt")
def robots():
    return "User-agent: *\n", {"Content-Type": "text/plain"}
