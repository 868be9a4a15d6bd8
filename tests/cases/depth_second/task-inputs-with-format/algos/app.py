import base64

from flask import Flask, jsonify, request
from flask_restful import Api, Resource

from algos.deserialization import load_data
from algos.methods import METHODS


class Task(Resource):
    def post(self):
        content = base64.b64decode(request.get_json()["input"])
        given = load_data(content)
        method = METHODS.get(given.get("method"))
        if method is None:
            return {"msg": "no such method"}, 404
        return {"result": method(*given.get("args", []))}


app = Flask(__name__)
Api(app).add_resource(Task, "/task")


@app.errorhandler(LookupError)
def unknown(problem):
    return jsonify(msg=str(problem)), 415
