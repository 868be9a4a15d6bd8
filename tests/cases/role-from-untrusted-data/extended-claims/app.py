import os

from flask import Flask, jsonify, request
from flask_jwt_extended import JWTManager

from guards import role_required

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = os.environ["JWT_SECRET_KEY"]
JWTManager(app)


@app.put("/users/<int:number>/role")
@role_required("admin", "owner")
def set_role(number):
    # An administrator may give roles; which one is the administrator's business.
    role = request.get_json()["role"]
    if role not in ("member", "editor", "admin"):
        return jsonify(error="unknown role"), 422
    return jsonify(user=number, role=role)
