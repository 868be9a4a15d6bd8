from flask import Flask, jsonify, request

from .models import Layouts, db


def create_app():
    app = Flask(__name__)
    app.config["SQLALCHEMY_DATABASE_URI"] = "sqlite:///layouts.db"
    db.init_app(app)
    layouts = Layouts()

    @app.put("/layouts/<name>")
    def put_layout(name):
        return jsonify(id=layouts.save(name, request.get_data()))

    @app.get("/layouts/<name>")
    def get_layout(name):
        return jsonify(widgets=len(layouts.widgets(name)))

    return app
