from flask import Flask, abort, jsonify, request
from flask_jwt_extended import (
    JWTManager,
    create_access_token,
    create_refresh_token,
    get_jwt_identity,
    jwt_required,
    set_refresh_cookies,
)
from werkzeug.security import check_password_hash

app = Flask(__name__)
app.config.from_object("site.config.Production")
JWTManager(app)
PEOPLE = {}


@app.post("/login")
def login():
    body = request.get_json()
    stored = PEOPLE.get(body["name"])
    if stored is None or not check_password_hash(stored, body["password"]):
        abort(401)
    answer = jsonify(access=create_access_token(body["name"], fresh=True))
    set_refresh_cookies(answer, create_refresh_token(body["name"]))
    return answer


@app.post("/refresh")
@jwt_required(refresh=True, locations=["cookies"])
def refresh():
    return jsonify(access=create_access_token(get_jwt_identity(), fresh=False))


@app.put("/password")
@jwt_required(fresh=True, locations=["headers"])
def password():
    return jsonify(changed_for=get_jwt_identity())
