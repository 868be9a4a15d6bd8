from flask import Flask, jsonify, request

from . import echo, python
from .registry import RUNNERS


def create_app():
    app = Flask(__name__)

    @app.post("/api/query_results")
    def query_results():
        body = request.get_json(force=True)
        runner = RUNNERS.get(body.get("type", "echo"))
        if runner is None:
            return jsonify(error="no such runner", known=[echo.Echo.type(), python.Python.type()]), 404
        return jsonify(runner().run_query(body["query"]))

    return app
