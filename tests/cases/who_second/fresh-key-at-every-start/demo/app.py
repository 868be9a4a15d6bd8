import json
import os
from pathlib import Path

from flask import Flask, abort, jsonify, request
from flask_jwt_extended import JWTManager, create_access_token, get_jwt_identity, jwt_required
from werkzeug.security import check_password_hash

from demo.config import Config

app = Flask(__name__)
app.config.from_object(Config)
JWTManager(app)
PASSWORDS = json.loads(Path(os.environ["DEMO_PASSWORDS"]).read_text())


@app.post("/token")
def token():
    body = request.get_json()
    if not check_password_hash(PASSWORDS.get(body["user"], ""), body["password"]):
        abort(401)
    return jsonify(access_token=create_access_token(identity=body["user"]))


@app.get("/whoami")
@jwt_required()
def whoami():
    return jsonify(user=get_jwt_identity())
