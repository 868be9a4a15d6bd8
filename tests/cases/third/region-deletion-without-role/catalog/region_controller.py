from flask import Blueprint, Flask, jsonify, request

from catalog.region_repository import RegionRepository
from catalog.security import authenticated, operator_only

blueprint = Blueprint("regions", __name__, url_prefix="/v3/regions")
repository = RegionRepository()


@blueprint.get("")
@authenticated
def list_regions():
    return jsonify(repository.all())


@blueprint.post("")
@operator_only
def create_region():
    body = request.get_json()
    repository.save(str(body["name"]), str(body.get("description", "")))
    return "", 201


@blueprint.put("/<name>")
@operator_only
def replace_region(name: str):
    repository.save(name, str(request.get_json()["description"]))
    return jsonify(name=name)


@blueprint.patch("/<name>")
@operator_only
def describe_region(name: str):
    repository.save(name, str(request.get_json().get("description", "")))
    return jsonify(name=name)


@blueprint.delete("/<name>")  # found: function-without-role-check
@authenticated
def delete_region(name: str):
    repository.remove(name)
    return "", 204


def create_app() -> Flask:
    app = Flask(__name__)
    app.register_blueprint(blueprint)
    return app
