import os

from flask import Flask
from flask_jwt_extended import JWTManager

jwt = JWTManager()


def create_app():
    app = Flask(__name__)
    app.config["JWT_SECRET_KEY"] = os.environ["HUB_KEY"]
    jwt.init_app(app)
    from hub.devices import bp

    app.register_blueprint(bp)
    return app
