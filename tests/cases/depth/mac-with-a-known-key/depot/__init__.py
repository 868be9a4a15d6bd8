from flask import Flask, jsonify, request

from . import settings, trusted


def create_app():
    app = Flask(__name__)
    app.config.from_object(settings)

    @app.errorhandler(trusted.Untrusted)
    def untrusted(_error):
        return jsonify(error="untrusted"), 400

    @app.post("/manifests")
    def manifests():
        manifest = trusted.loads(request.headers["X-Signature"], request.get_data())
        return jsonify(files=len(manifest))

    return app
