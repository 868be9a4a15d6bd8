import os
from datetime import timedelta

from flask import Flask, abort, jsonify, request
from flask_jwt_extended import JWTManager, decode_token, get_jwt_identity, jwt_required
from jwt import InvalidTokenError

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = os.environ["LIBRARY_KEY"]
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = timedelta(minutes=20)
jwt = JWTManager(app)
REVOKED = set()


@jwt.token_in_blocklist_loader
def is_revoked(_header, payload):
    return payload["jti"] in REVOKED


@app.post("/logout")
def logout():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        REVOKED.add(decode_token(raw, allow_expired=True)["jti"])  # echo: expiry-not-required
    except InvalidTokenError:
        abort(401)
    return "", 204


@app.get("/loans")
@jwt_required()
def loans():
    return jsonify(reader=get_jwt_identity(), loans=[])
