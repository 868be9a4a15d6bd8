from flask import Blueprint, jsonify
from flask_jwt_extended import current_user, jwt_required
from marshmallow import EXCLUDE, Schema, fields
from webargs.flaskparser import use_kwargs

blueprint = Blueprint("user", __name__)


class UserSchema(Schema):
    class Meta:
        unknown = EXCLUDE

    email = fields.Email()
    bio = fields.String()


@blueprint.get("/api/user")
@jwt_required()
def show():
    return jsonify(email=current_user.email, bio=current_user.bio)


@blueprint.put("/api/user")
@jwt_required()
@use_kwargs(UserSchema())
def update(**kwargs):
    current_user.update(**kwargs)
    return jsonify(email=current_user.email, bio=current_user.bio)
