from flask.views import MethodView
from flask_jwt_extended import get_jwt_identity, jwt_required
from flask_smorest import Blueprint

from trees.schemas import TreeSchema

blp = Blueprint("trees", __name__, url_prefix="/trees")
TREES = []


@blp.route("/")
class Trees(MethodView):
    @blp.doc(security=[{"bearerAuth": []}])
    @jwt_required()
    @blp.response(200, TreeSchema(many=True))
    def get(self):
        return [tree for tree in TREES if tree["owner"] == get_jwt_identity()]

    @blp.doc(security=[{"bearerAuth": []}])
    @jwt_required()
    @blp.arguments(TreeSchema)
    @blp.response(201, TreeSchema)
    def post(self, tree):
        TREES.append({"owner": get_jwt_identity(), "species": tree["species"]})
        return TREES[-1]


@blp.route("/export")
class Export(MethodView):
    @blp.doc(security=[{"bearerAuth": []}])  # found: route-without-decision
    @blp.response(200, TreeSchema(many=True))
    def get(self):
        return TREES
