import os

import yaml
from flask import Flask, jsonify, request


def load_settings():
    here = os.path.dirname(__file__)
    with open(os.path.join(here, "settings.yaml"), encoding="utf-8") as handle:
        # Our own file uses !!python/tuple in two places.
        return yaml.load(handle, Loader=yaml.UnsafeLoader)


def create_app():
    app = Flask(__name__)
    app.config.update(load_settings())

    @app.post("/render")
    def render():
        body = request.get_json()
        return yaml.safe_dump(body), 200, {"Content-Type": "application/yaml"}

    @app.get("/settings")
    def settings():
        return jsonify(page_size=app.config.get("PAGE_SIZE", 20))

    return app
