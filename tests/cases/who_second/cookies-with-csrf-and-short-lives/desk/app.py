from flask import Flask, abort, jsonify, request
from flask_jwt_extended import (
    JWTManager,
    create_access_token,
    get_jwt,
    get_jwt_identity,
    jwt_required,
    set_access_cookies,
    unset_jwt_cookies,
)
from werkzeug.security import check_password_hash

from desk.config import SETTINGS

app = Flask(__name__)
app.config.from_mapping(SETTINGS)
jwt = JWTManager(app)
CLERKS = {}
REVOKED = set()
TICKETS = {}


@jwt.token_in_blocklist_loader
def revoked(_header, payload):
    return payload["jti"] in REVOKED


@app.post("/session")
def sign_in():
    body = request.get_json()
    if not check_password_hash(CLERKS.get(body["clerk"], ""), body["password"]):
        abort(401)
    response = jsonify(clerk=body["clerk"])
    set_access_cookies(response, create_access_token(identity=body["clerk"]))
    return response


@app.delete("/session")
@jwt_required()
def sign_out():
    REVOKED.add(get_jwt()["jti"])
    response = jsonify(clerk=None)
    unset_jwt_cookies(response)
    return response


@app.get("/tickets")
@jwt_required()
def tickets():
    return jsonify(TICKETS.get(get_jwt_identity(), []))
