import base64

from flask import Flask, request
from flask_restful import Api, Resource

from algos.deserialization import load_data

METHODS = {"count": len, "sum": sum, "max": max}


class Task(Resource):
    def post(self):
        given = load_data(base64.b64decode(request.get_json()["input"]))
        method = METHODS.get(given.get("method"))
        if method is None:
            return {"msg": "no such method"}, 404
        return {"result": method(*given.get("args", []))}


app = Flask(__name__)
Api(app).add_resource(Task, "/task")
