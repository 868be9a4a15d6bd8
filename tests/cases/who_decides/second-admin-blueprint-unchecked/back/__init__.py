import os

from flask import Flask
from flask_login import LoginManager

from back.dumps import dumps
from back.people import people


def create_app(user_loader):
    app = Flask(__name__)
    app.secret_key = os.environ["BACK_KEY"]
    LoginManager(app).user_loader(user_loader)
    app.register_blueprint(people)
    app.register_blueprint(dumps)
    return app
