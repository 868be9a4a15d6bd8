from flask import Flask, render_template

from shop.config import DevelopmentConfig


def create_app():
    app = Flask(__name__)
    app.config.from_object(DevelopmentConfig)

    @app.route("/")
    def index():
        return render_template("index.html")

    return app
