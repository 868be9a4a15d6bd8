from flask import Flask
from flask_restful import Api

from .resources import Step


def create_app():
    app = Flask(__name__)
    api = Api(app, prefix="/wizard")
    api.add_resource(Step, "/step")
    return app
