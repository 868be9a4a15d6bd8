import os

from flask import Flask, jsonify, request
from flask_jwt_extended import JWTManager, get_jwt_identity, jwt_required

from farmapp.config import BY_NAME

app = Flask(__name__)
app.config.from_object(BY_NAME[os.environ.get("STAGE", "production")])
JWTManager(app)
FIELDS = {}


@app.get("/fields")
@jwt_required()
def fields():
    return jsonify(FIELDS.get(get_jwt_identity(), []))


@app.post("/fields")
@jwt_required()
def add():
    FIELDS.setdefault(get_jwt_identity(), []).append(str(request.get_json()["name"]))
    return "", 201


if __name__ == "__main__":
    app.run(debug=app.config["DEBUG"])
