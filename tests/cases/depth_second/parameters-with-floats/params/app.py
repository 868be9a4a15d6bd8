import os

from flask import Flask
from flask.views import MethodView
from flask_smorest import Api, Blueprint
from marshmallow import Schema, fields

from params.loader import cast


class ParamsSchema(Schema):
    values = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


blp = Blueprint("params", __name__, url_prefix="/tasks")
TASKS = {}


@blp.route("/<int:task_id>/params")
class Params(MethodView):
    @blp.arguments(ParamsSchema)
    @blp.response(200, Schema.from_dict({"count": fields.Integer()}))
    def put(self, data, task_id):
        TASKS[task_id] = {name: cast(text) for name, text in data["values"].items()}
        return {"count": len(TASKS[task_id])}


def create_app():
    app = Flask(__name__)
    app.config["API_TITLE"] = os.environ.get("PARAMS_TITLE", "Params")
    app.config["API_VERSION"] = "1"
    app.config["OPENAPI_VERSION"] = "3.0.3"
    Api(app).register_blueprint(blp)
    return app
