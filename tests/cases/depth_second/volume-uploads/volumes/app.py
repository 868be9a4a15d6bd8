from flask import Flask, request
from flask_restx import Api, Resource

from volumes.reading import Scan

app = Flask(__name__)
api = Api(app, title="Volumes", version="1.0")


@api.route("/volumes")
class Volumes(Resource):
    def post(self):
        upload = request.files["scan"]
        scan = Scan(upload.stream, scale=request.form.get("scale", 1.0, type=float))
        volume = scan.volume()
        return {"shape": list(volume.shape), "mean": float(volume.mean())}, 201
