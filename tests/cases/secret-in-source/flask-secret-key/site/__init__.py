from flask import Flask, jsonify, session


def create_app(testing=False):
    app = Flask(__name__)
    app.testing = testing
    app.secret_key = "blue-whale-42"  # found: secret-in-source, weak-secret

    @app.get("/visits")
    def visits():
        session["visits"] = session.get("visits", 0) + 1
        return jsonify(visits=session["visits"])

    return app
