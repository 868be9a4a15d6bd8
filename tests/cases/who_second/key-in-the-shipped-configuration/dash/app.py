from flask import Flask, abort, jsonify, request
from flask_login import LoginManager, current_user, login_required, login_user
from werkzeug.security import check_password_hash

from dash.models import Viewer, db


def create_app():
    app = Flask(__name__)
    app.config.from_object("dash.config")
    db.init_app(app)
    manager = LoginManager(app)

    @manager.user_loader
    def load(viewer_id):
        return db.session.get(Viewer, int(viewer_id))

    @app.post("/login")
    def login():
        viewer = Viewer.query.filter_by(name=request.form["name"]).first()
        if viewer is None or not check_password_hash(viewer.password_hash, request.form["password"]):
            abort(401)
        login_user(viewer)
        return "", 204

    @app.get("/dashboards")
    @login_required
    def dashboards():
        return jsonify(viewer=current_user.name, dashboards=[])

    return app
