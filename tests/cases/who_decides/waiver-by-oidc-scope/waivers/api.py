import os

from flask import Flask, jsonify, request
from flask_restful import Api, Resource

from waivers.auth import get_user, oidc, verify_permission

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["WAIVERS_KEY"]
app.config["OIDC_CLIENT_SECRETS"] = "/etc/waivers/client_secrets.json"
oidc.init_app(app)
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
