from flask import Flask, jsonify, request
from flask_restful import Api, Resource

from waivers.auth import get_user, verify_permission

app = Flask(__name__)
api = Api(app)
WAIVERS = []


class WaiversResource(Resource):
    def get(self):
        """Public: everybody may see what was waived, and why."""
        return jsonify(data=WAIVERS)

    def post(self):
        user = get_user()
        body = request.get_json()
        verify_permission(user, body["testcase"])
        WAIVERS.append({"by": user, "testcase": str(body["testcase"]), "comment": str(body["comment"])})
        return {"id": len(WAIVERS)}, 201


api.add_resource(WaiversResource, "/api/v1.0/waivers/")
