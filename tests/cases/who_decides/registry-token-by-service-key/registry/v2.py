from flask import Blueprint, abort, current_app, jsonify, request

from registry.jwtutil import InvalidBearer, decode_bearer

v2 = Blueprint("v2", __name__, url_prefix="/v2")
TAGS = {"library/redis": ["7"]}


@v2.get("/<path:repository>/tags/list")
def tags(repository):
    try:
        payload = decode_bearer(request.headers.get("Authorization", ""), current_app.config["SERVER_HOSTNAME"])
    except InvalidBearer:
        abort(401)
    allowed = {entry["name"] for entry in payload.get("access", []) if "pull" in entry["actions"]}
    if repository not in allowed:
        abort(403)
    return jsonify(name=repository, tags=TAGS.get(repository, []))
