import os
from datetime import timedelta

from flask import Flask, jsonify, request
from flask_jwt_extended import JWTManager, get_jwt_identity, jwt_required

from gateway.platform import PlatformSession

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = os.environ["JWT_SECRET_KEY"]
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = timedelta(minutes=20)
JWTManager(app)
platform = PlatformSession(os.environ["PLATFORM"], os.environ["ACCESS_KEY"], os.environ["SECRET_KEY"])


@app.post("/jobs")
@jwt_required()
def submit():
    body = request.get_json()
    app.logger.info("job of %s", get_jwt_identity())
    answer = platform.enqueue("default", str(body["script"]))
    return jsonify(accepted=answer.ok), 202
