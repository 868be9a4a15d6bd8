from flask import Flask

from desktop import views
from desktop.hooks import desk


def create_app():
    app = Flask(__name__)
    app.register_blueprint(desk)
    app.add_url_rule("/", "plain", views.plain)
    return app
