from flask import Flask, abort, jsonify, request
from flask_jwt_extended import JWTManager, create_access_token, get_jwt, jwt_required
from werkzeug.security import check_password_hash

app = Flask(__name__)
app.config.from_object("desk.config.Production")
jwt = JWTManager(app)
STAFF = {}
REVOKED = set()


@jwt.token_in_blocklist_loader
def revoked(_header, payload):
    return payload["jti"] in REVOKED


@app.post("/login")
def login():
    name = request.form["name"]
    if name not in STAFF or not check_password_hash(STAFF[name], request.form["password"]):
        abort(401)
    return jsonify(token=create_access_token(name))


@app.post("/logout")
@jwt_required()
def logout():
    REVOKED.add(get_jwt()["jti"])
    return "", 204
