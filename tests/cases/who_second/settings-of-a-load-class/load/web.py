import json
import os

from flask import Blueprint, Flask, jsonify, request
from flask_login import LoginManager, current_user, login_required

from load.models import Engineer, Profile, db
from load.service import ProfileService

pages = Blueprint("load", __name__)


@pages.get("/profiles")
@login_required
def profiles():
    rows = Profile.query.filter_by(engineer_id=current_user.id)
    return jsonify([{"id": row.id, "host": row.host} for row in rows])


@pages.post("/profiles/<int:profile_id>")
@login_required
def update_profile(profile_id):
    profile = Profile.query.filter_by(id=profile_id, engineer_id=current_user.id).first_or_404()
    ProfileService(profile).update(json.loads(request.data))
    return {}, 201


def create_app():
    app = Flask(__name__)
    app.config.update(SECRET_KEY=os.environ["SECRET_KEY"], SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"])
    db.init_app(app)
    manager = LoginManager(app)
    manager.user_loader(lambda pk: db.session.get(Engineer, int(pk)))
    app.register_blueprint(pages)
    return app
