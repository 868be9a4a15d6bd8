import datetime as dt

from flask import Flask, abort, jsonify, request
from flask_jwt_extended import JWTManager, create_access_token, get_jwt, jwt_required
from werkzeug.security import check_password_hash

app = Flask(__name__)
app.config.update(
    JWT_SECRET_KEY="secret",  # found: secret-in-source, weak-secret
    JWT_ACCESS_TOKEN_EXPIRES=dt.timedelta(minutes=5),
)
JWTManager(app)
TEACHERS = {}


@app.post("/login")
def login():
    body = request.get_json()
    teacher = TEACHERS.get(body["name"])
    if teacher is None or not check_password_hash(teacher["hash"], body["password"]):
        abort(401)
    return jsonify(token=create_access_token(body["name"], additional_claims={"role": teacher["role"]}))


@app.get("/grades")
@jwt_required()
def grades():
    if get_jwt()["role"] != "teacher":
        abort(403)
    return jsonify(grades={})
