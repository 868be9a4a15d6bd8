from functools import wraps

from flask import Blueprint, Flask, current_app, jsonify, request
from flask_login import LoginManager, UserMixin, current_user, login_user
from werkzeug.security import check_password_hash


class Operator(UserMixin):
    id = "operator"


class WebUI:
    def __init__(self, environment, password_hash, secret_key):
        self.environment = environment
        self.password_hash = password_hash
        self.app = Flask(__name__)
        self.app.secret_key = secret_key
        LoginManager(self.app).user_loader(lambda _pk: Operator())
        pages = Blueprint("runner", __name__)

        @pages.route("/login", methods=["POST"])
        def login():
            if not check_password_hash(self.password_hash, request.form["password"]):
                return "wrong password", 401
            login_user(Operator())
            return "", 204

        @pages.route("/swarm", methods=["POST"])
        @self.auth_required
        def swarm():
            self.environment.start(int(request.form["user_count"]))
            return jsonify(success=True)

        @pages.route("/stop", methods=["POST"])
        @self.auth_required
        def stop():
            self.environment.stop()
            return jsonify(success=True)

        @pages.route("/user", methods=["POST"])  # found: route-without-decision
        def update_user():
            settings = request.get_json()
            self.environment.set_weight(str(settings["user_class"]), int(settings["weight"]))
            return {}, 201

        @pages.route("/stats")
        @self.auth_required
        def stats():
            return jsonify(self.environment.stats())

        @pages.route("/logs")
        @self.auth_required
        def logs():
            return jsonify(self.environment.logs())

        self.app.register_blueprint(pages)

    def auth_required(self, view):
        @wraps(view)
        def wrapper(*args, **kwargs):
            if not current_user.is_authenticated:
                return current_app.login_manager.unauthorized()
            return view(*args, **kwargs)

        return wrapper
