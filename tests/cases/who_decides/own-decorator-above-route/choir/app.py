from flask import Blueprint, Flask, g, jsonify, request

from choir.auth import singer

bp = Blueprint("choir", __name__)
SONGS = []


@bp.route("/songs")
@singer
def songs():
    return jsonify(SONGS, singer=g.claims["sub"])


@bp.route("/songs", methods=["POST"])
@singer
def add():
    SONGS.append(str(request.get_json()["title"]))
    return "", 201


@singer  # found: decorator-above-route
@bp.route("/addresses", methods=["GET", "POST"])
def addresses():
    return jsonify(addresses=[])


app = Flask(__name__)
app.register_blueprint(bp)
