from flask import Blueprint, abort, jsonify, request
from flask_jwt_extended import get_jwt_identity, jwt_required

bp = Blueprint("articles", __name__, url_prefix="/articles")
ARTICLES = {}


@bp.get("/")
def listing():
    return jsonify([{"slug": slug, "title": a["title"]} for slug, a in ARTICLES.items()])


@bp.get("/<slug>")
def show(slug):
    if slug not in ARTICLES:
        abort(404)
    return jsonify(title=ARTICLES[slug]["title"], text=ARTICLES[slug]["text"])


@bp.post("/")
@jwt_required()
def write():
    body = request.get_json()
    slug = str(body["title"]).lower().replace(" ", "-")
    if slug in ARTICLES:
        abort(409)
    ARTICLES[slug] = {"title": str(body["title"]), "text": str(body["text"]), "author": get_jwt_identity()}
    return jsonify(slug=slug), 201


@bp.delete("/<slug>")
@jwt_required()
def drop(slug):
    if ARTICLES.get(slug, {}).get("author") != get_jwt_identity():
        abort(404)
    del ARTICLES[slug]
    return "", 204
