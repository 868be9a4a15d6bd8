from flask import Flask
from flask_statebag import StateBag

from trips.planner import planner


def create_app():
    app = Flask(__name__)
    StateBag().init_app(app)
    app.register_blueprint(planner)
    return app
