import os

from flask import Flask, request
from flask_jwt_extended import JWTManager, create_access_token, get_jwt_identity, jwt_required
from flask_restx import Api, Resource
from werkzeug.security import check_password_hash

app = Flask(__name__)
app.config["JWT_SECRET_KEY"] = os.environ["WAREHOUSE_KEY"]
app.config["JWT_ACCESS_TOKEN_EXPIRES"] = False  # found: weakened-token-settings
JWTManager(app)
api = Api(app, title="Warehouse")
ns = api.namespace("scans")
SCANNERS = {}


@ns.route("/login")
class Login(Resource):
    def post(self):
        serial, pin = request.json["serial"], request.json["pin"]
        if serial not in SCANNERS or not check_password_hash(SCANNERS[serial], pin):
            api.abort(401)
        return {"token": create_access_token(serial)}


@ns.route("/")
class Scans(Resource):
    @jwt_required()
    def post(self):
        return {"by": get_jwt_identity(), "code": str(request.json["code"])}, 201
