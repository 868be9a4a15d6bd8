import jwt
from flask import Blueprint, abort, current_app, g, jsonify, request

lots = Blueprint("lots", __name__, url_prefix="/lots")
TAKEN = {}


@lots.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.driver = jwt.decode(raw, current_app.config["TOKEN_KEY"], algorithms=["HS256"], audience="parking")["sub"]
    except jwt.InvalidTokenError:
        abort(401)


@lots.post("/<lot>")
def take(lot):
    if lot in TAKEN:
        abort(409)
    TAKEN[lot] = g.driver
    return jsonify(lot=lot), 201
