import os

from flask import Flask
from flask_jwt_extended import JWTManager
from flask_smorest import Api

from trees.api import blp

app = Flask(__name__)
app.config.update(
    API_TITLE="Trees",
    API_VERSION="1",
    OPENAPI_VERSION="3.0.3",
    API_SPEC_OPTIONS={"components": {"securitySchemes": {"bearerAuth": {"type": "http", "scheme": "bearer"}}}},
    JWT_SECRET_KEY=os.environ["TREES_KEY"],
)
JWTManager(app)
Api(app).register_blueprint(blp)
