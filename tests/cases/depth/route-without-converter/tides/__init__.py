from flask import Flask

from tides.views import register


def create_app():
    app = Flask(__name__)
    register(app)

    @app.errorhandler(OSError)
    def no_table(_error):
        return {"error": "no table yet"}, 503

    return app
