from flask import Flask
from flask.views import MethodView
from flask_smorest import Api, Blueprint

from scenes.schemas import SceneSchema

blp = Blueprint("scenes", __name__, url_prefix="/scenes")
SCENES = {}


@blp.route("/")
class Scenes(MethodView):
    @blp.arguments(SceneSchema)
    @blp.response(201, SceneSchema(only=("name", "lights")))
    def post(self, scene):
        SCENES[scene["name"]] = scene["camera"]
        return scene


app = Flask(__name__)
app.config.update(API_TITLE="Scenes", API_VERSION="v1", OPENAPI_VERSION="3.0.3")
Api(app).register_blueprint(blp)
