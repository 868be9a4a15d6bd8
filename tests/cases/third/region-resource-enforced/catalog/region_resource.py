from flask import Flask, jsonify, request
from flask.views import MethodView

from catalog.enforcer import Enforcer

ENFORCER = Enforcer()
REGIONS: dict[str, str] = {}


class RegionsResource(MethodView):
    def get(self):
        ENFORCER.enforce("list_regions")
        return jsonify(REGIONS)

    def post(self):
        ENFORCER.enforce("create_region")
        body = request.get_json()
        REGIONS[str(body["name"])] = str(body.get("description", ""))
        return "", 201


class RegionResource(MethodView):
    def delete(self, name: str):
        ENFORCER.enforce("delete_region")
        REGIONS.pop(name, None)
        return "", 204


def create_app() -> Flask:
    app = Flask(__name__)
    app.add_url_rule("/v3/regions", view_func=RegionsResource.as_view("regions"))
    app.add_url_rule("/v3/regions/<name>", view_func=RegionResource.as_view("region"))
    return app
