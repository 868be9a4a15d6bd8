import os
from datetime import timedelta

from flask import Flask
from flask_jwt_extended import JWTManager
from flask_smorest import Api

from plants.resources import blp


def create_app():
    app = Flask(__name__)
    app.config.update(
        API_TITLE="Plants",
        API_VERSION="v1",
        OPENAPI_VERSION="3.0.3",
        JWT_SECRET_KEY=os.environ["PLANTS_JWT_KEY"],
        JWT_ACCESS_TOKEN_EXPIRES=timedelta(minutes=15),
    )
    JWTManager(app)
    Api(app).register_blueprint(blp)
    return app
