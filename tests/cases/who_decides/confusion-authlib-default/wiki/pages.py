from authlib.jose import jwt
from authlib.jose.errors import JoseError
from flask import Blueprint, abort, current_app, g, jsonify, request

bp = Blueprint("pages", __name__, url_prefix="/pages")
PAGES = {"Home": "Welcome"}


@bp.before_request
def editor():
    with open(current_app.config["PUBLIC_KEY_FILE"], "rb") as file:
        key = file.read()
    wanted = {"exp": {"essential": True}, "aud": {"essential": True, "value": "wiki"}}
    try:
        claims = jwt.decode(request.headers["Authorization"][7:], key, None, wanted)  # found: algorithm-confusion
        claims.validate()
    except (JoseError, KeyError):
        abort(401)
    g.editor = claims["sub"]


@bp.get("/<title>")
def show(title):
    return jsonify(text=PAGES.get(title, ""))


@bp.put("/<title>")
def write(title):
    PAGES[title] = request.get_data(as_text=True)
    return jsonify(title=title, by=g.editor)
