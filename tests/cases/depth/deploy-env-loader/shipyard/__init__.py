from flask import Flask, jsonify, request
from flask.views import MethodView

from .manifests import read_manifest


class Deployments(MethodView):
    init_every_request = False

    def __init__(self):
        self.known = {}

    def get(self):
        return jsonify(sorted(self.known))

    def post(self):
        try:
            manifest = read_manifest(request.files["manifest"])
        except ValueError as error:
            return jsonify(missing=str(error)), 422
        self.known[manifest["name"]] = manifest["image"]
        return jsonify(name=manifest["name"]), 201


def create_app():
    app = Flask(__name__)
    app.add_url_rule("/deployments", view_func=Deployments.as_view("deployments"))
    return app
