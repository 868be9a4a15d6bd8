from flask import Flask, jsonify, request

from completions.completion_service import CompletionService
from completions.security_filter import SecurityFilter


def create_app() -> Flask:
    app = Flask(__name__)
    service = CompletionService()
    SecurityFilter().register(app)

    @app.post("/v1/completions")
    def completions():
        body = request.get_json()
        return jsonify(text=service.complete(str(body["prompt"]), 16))

    @app.post("/invocations")  # echo: route-without-decision
    def invocations():
        body = request.get_json()
        return jsonify(text=service.complete(str(body["prompt"]), 64))

    return app
