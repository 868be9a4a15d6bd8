from flask import Flask, jsonify, request

from .pool import submit


def create_app():
    app = Flask(__name__)

    @app.post("/simulate")
    def simulate():
        limit = min(int(request.args.get("limit", 100)), 10_000)
        future = submit(request.get_data(), limit)
        steps, seconds = future.result(timeout=30)
        return jsonify(steps=steps, seconds=round(seconds, 3))

    return app
