from flask import request
from flask_restful import Resource

from platform_api.wraps import validate_app_token


class AppInfo(Resource):
    @validate_app_token
    def get(self, app_model):
        return {"name": app_model.name}


class Completion(Resource):
    @validate_app_token
    def post(self, app_model):
        return {"app": app_model.name, "answer": str(request.json["query"])[::-1]}


def register(api):
    api.add_resource(AppInfo, "/info")
    api.add_resource(Completion, "/completion-messages")
