from flask import Flask
from flask_session import Session

from counter.config import Settings
from counter.pages import pages


def create_app(settings=Settings):
    app = Flask(__name__)
    app.config.from_object(settings)
    Session(app)
    app.register_blueprint(pages)
    return app
