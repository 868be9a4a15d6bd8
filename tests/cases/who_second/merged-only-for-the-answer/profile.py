import os
from datetime import timedelta

from flask import Flask, abort, jsonify, request
from flask_jwt_extended import JWTManager, get_jwt, jwt_required

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = os.environ["PROFILE_JWT_KEY"]
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = timedelta(minutes=20)
JWTManager(app)
PREFERENCES = {}
BANNERS = []


@app.get("/profile")
@jwt_required()
def profile():
    claims = get_jwt()
    shown = claims | PREFERENCES.get(claims["sub"], {}) | request.args.to_dict()
    return jsonify(shown)


@app.put("/profile/preferences")
@jwt_required()
def preferences():
    body = request.get_json()
    PREFERENCES[get_jwt()["sub"]] = {"theme": str(body["theme"]), "language": str(body["language"])}
    return "", 204


@app.post("/banners")
@jwt_required()
def banner():
    claims = get_jwt()
    if claims.get("role") != "marketing":
        abort(403)
    BANNERS.append(str(request.get_json()["text"]))
    return "", 201
