import os

from flask import Flask


def create_app(overrides=None):
    app = Flask(__name__, instance_relative_config=True)
    database = os.path.join(app.instance_path, "journal.db")
    app.config.from_mapping(SECRET_KEY="dev", DATABASE=database)  # found: secret-in-source, weak-secret
    if overrides is None:
        app.config.from_pyfile("config.py", silent=True)
    else:
        app.config.from_mapping(overrides)

    @app.get("/hello")
    def hello():
        return "Good morning"

    return app
