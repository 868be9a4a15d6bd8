from flask import Flask, jsonify, request

from .reading import Unreadable, read, summary


def create_app():
    app = Flask(__name__)

    @app.post("/arrays")
    def arrays():
        return jsonify([summary(read(upload)) for upload in request.files.getlist("array")])

    @app.errorhandler(Unreadable)
    def unreadable(error):
        return jsonify(unreadable=str(error)), 415

    return app
