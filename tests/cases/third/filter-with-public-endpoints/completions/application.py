from flask import Flask, jsonify, request

from completions.security_filter import SecurityFilter


def create_app() -> Flask:
    app = Flask(__name__)
    SecurityFilter().register(app)

    @app.get("/health")
    def health():
        return "", 204

    @app.get("/version")
    def version():
        """Public: which version is running."""
        return jsonify(version="2.1")

    @app.post("/v1/completions")
    def completions():
        words = str(request.get_json()["prompt"]).split()
        return jsonify(text=" ".join(words[:16]))

    return app
