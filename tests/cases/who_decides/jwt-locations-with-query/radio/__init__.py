import os
from datetime import timedelta

from flask import Flask
from flask_jwt_extended import JWTManager


def create_app():
    app = Flask(__name__)
    app.config.from_mapping(
        JWT_SECRET_KEY=os.environ["RADIO_KEY"],
        JWT_TOKEN_LOCATION=["headers", "query_string"],  # found: weakened-token-settings
        JWT_ACCESS_TOKEN_EXPIRES=timedelta(minutes=10),
    )
    JWTManager(app)
    from radio.stations import bp

    app.register_blueprint(bp)
    return app
