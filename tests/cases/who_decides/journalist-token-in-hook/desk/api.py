from flask import Blueprint, abort, g, jsonify, request
from werkzeug.security import check_password_hash

from desk import tokens

api = Blueprint("api", __name__, url_prefix="/api/v1")
OPEN = ("api.endpoints", "api.token")
JOURNALISTS = {}
SOURCES = []


@api.before_request
def authenticate():
    if request.endpoint in OPEN:
        return
    words = request.headers.get("Authorization", "").split(" ")
    if len(words) != 2 or words[0] != "Token":
        abort(403)
    g.token = words[1]
    g.journalist = tokens.journalist_of(g.token)
    if g.journalist is None:
        abort(403)


@api.get("/")
def endpoints():
    return jsonify(sources_url="/api/v1/sources", auth_token_url="/api/v1/token")


@api.post("/token")
def token():
    body = request.get_json()
    stored = JOURNALISTS.get(body.get("username"))
    if stored is None or not check_password_hash(stored, body.get("passphrase", "")):
        abort(403)
    return jsonify(token=tokens.issue(body["username"]))


@api.get("/sources")
def sources():
    return jsonify(sources=SOURCES, journalist=g.journalist)


@api.post("/logout")
def logout():
    tokens.REVOKED.add(g.token)
    return jsonify(message="Your token has been revoked.")
