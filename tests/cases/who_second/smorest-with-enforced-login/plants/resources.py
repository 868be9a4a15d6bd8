from flask.views import MethodView
from flask_jwt_extended import get_jwt, jwt_required
from flask_smorest import Blueprint, abort

from plants.schemas import PlantSchema

blp = Blueprint("plants", "plants", url_prefix="/plants", description="What grows here")
PLANTS = {}


@blp.route("/")
class Plants(MethodView):
    @blp.doc(security=[{"bearerAuth": []}])
    @blp.response(200, PlantSchema(many=True))
    @jwt_required()
    def get(self):
        return list(PLANTS.values())

    @blp.doc(security=[{"bearerAuth": []}])
    @blp.arguments(PlantSchema)
    @blp.response(201, PlantSchema)
    @jwt_required()
    def post(self, data):
        if "gardener" not in get_jwt().get("roles", []):
            abort(403, message="gardeners only")
        plant = {"id": len(PLANTS) + 1, "name": data["name"], "water": data["water"]}
        PLANTS[plant["id"]] = plant
        return plant
