from flask import Blueprint, Flask

from .pipelines import pipelines


def create_app():
    app = Flask(__name__)
    v1 = Blueprint("v1", __name__, url_prefix="/v1")
    v1.register_blueprint(pipelines, url_prefix="/pipelines")
    app.register_blueprint(v1, url_prefix="/api")
    return app
