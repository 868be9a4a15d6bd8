from flask import Flask, jsonify, request

from crane.scopes import require_scope

POSITION = {"x": 0, "y": 0, "hook": 0}


def create_app():
    app = Flask(__name__)

    @app.get("/position")
    @require_scope("crane:read")
    def position():
        return jsonify(POSITION)

    @require_scope("crane:move")  # found: decorator-above-route
    @app.post("/position")
    def move():
        POSITION["x"] = int(request.get_json()["x"])
        POSITION["y"] = int(request.get_json()["y"])
        return jsonify(POSITION)

    @app.post("/hook")
    @require_scope("crane:move")
    def hook():
        POSITION["hook"] = int(request.get_json()["height"])
        return jsonify(POSITION)

    return app
