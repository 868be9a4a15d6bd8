from flask import Blueprint, jsonify, request
from flask_jwt_extended import current_user, jwt_required

blueprint = Blueprint("user", __name__)


@blueprint.get("/api/user")
@jwt_required()
def show():
    return jsonify(email=current_user.email, bio=current_user.bio)


@blueprint.put("/api/user")
@jwt_required()
def update():
    fields = request.get_json()["user"]
    current_user.update(**fields)  # echo: mass-assignment
    return jsonify(email=current_user.email, bio=current_user.bio)
