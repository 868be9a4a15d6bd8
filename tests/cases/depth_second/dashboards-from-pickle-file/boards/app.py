import os

from flask import Flask

from boards.extensions import appbuilder, db
from boards.views import ImportView


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["BOARDS_SECRET_KEY"]
    app.config["SQLALCHEMY_DATABASE_URI"] = os.environ["BOARDS_DATABASE"]
    db.init_app(app)
    appbuilder.init_app(app, db.session)
    appbuilder.add_view(ImportView, "Import", category="Boards")
    return app
