import os

from flask import Flask, jsonify, session

from .sessions import FileStore, StoredSessions


def create_app():
    app = Flask(__name__)
    app.config["SECRET_KEY"] = os.environ["SECRET_KEY"]
    app.session_interface = StoredSessions(FileStore("/var/lib/pgweb/sessions"))

    @app.get("/ping")
    def ping():
        session["seen"] = session.get("seen", 0) + 1
        return jsonify(seen=session["seen"])

    return app
