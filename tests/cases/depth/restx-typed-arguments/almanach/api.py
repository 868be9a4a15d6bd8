from flask import Flask
from flask_restx import Api, Namespace, Resource

from almanach.arguments import volume_arguments
from almanach.store import volume

ns = Namespace("volumes", description="What the sky did.")


@ns.route("/")
class Volume(Resource):
    @ns.expect(volume_arguments)
    def get(self):
        args = volume_arguments.parse_args()
        kind = "moon" if args["kind"] == "moon" else "sun"
        return {"title": args["title"].title(), "entries": len(volume(args["year"], kind))}


app = Flask(__name__)
api = Api(app, title="Almanach", version="1")
api.add_namespace(ns, path="/volumes")
