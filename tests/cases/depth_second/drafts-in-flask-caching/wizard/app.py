import os

from flask import Flask, jsonify, request

from wizard.parking import cache, park, resume


def create_app():
    app = Flask(__name__)
    app.config["CACHE_TYPE"] = "RedisCache"
    app.config["CACHE_REDIS_URL"] = os.environ["WIZARD_REDIS"]
    cache.init_app(app)

    @app.post("/wizard/<uuid:draft>/save")
    def save(draft):
        park(draft, request.form["state"])
        return "", 204

    @app.get("/wizard/<uuid:draft>")
    def step(draft):
        state = resume(draft)
        return jsonify(step=state.get("step", 1))

    return app
