from flask import Flask, render_template

from shop.config import ProductionConfig


def create_app(config=ProductionConfig):
    app = Flask(__name__)
    app.config.from_object(config)

    @app.route("/")
    def index():
        return render_template("index.html")

    return app
