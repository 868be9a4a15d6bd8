import os
from datetime import timedelta

from flask import Flask
from flask_jwt_extended import JWTManager
from flask_restful import Api

from login.api import RefreshApi, SecurityApi
from login.models import db

app = Flask(__name__)
app.config.update(
    JWT_SECRET_KEY=os.environ["LOGIN_JWT_KEY"],
    JWT_ACCESS_TOKEN_EXPIRES=timedelta(minutes=10),
    SQLALCHEMY_DATABASE_URI=os.environ["DATABASE_URL"],
)
db.init_app(app)
JWTManager(app)
api = Api(app)
api.add_resource(SecurityApi, "/security/login")
api.add_resource(RefreshApi, "/security/refresh")
