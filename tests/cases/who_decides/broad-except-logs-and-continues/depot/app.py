from flask import Blueprint, Flask, jsonify, request

from depot.auth import token_required

api = Blueprint("api", __name__, url_prefix="/api")
CRATES = []


@api.get("/crates")
@token_required
def crates():
    return jsonify(CRATES)


@api.post("/crates")
@token_required
def add_crate():
    CRATES.append(str(request.get_json()["label"]))
    return jsonify(CRATES), 201


app = Flask(__name__)
app.register_blueprint(api)
