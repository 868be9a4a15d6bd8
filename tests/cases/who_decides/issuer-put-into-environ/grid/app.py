from flask import Flask, abort, jsonify, request

from grid.authn import request_auth_env
from grid.models import db

app = Flask(__name__)
app.config.from_prefixed_env("GRID")
db.init_app(app)
app.before_request(request_auth_env)
ADMINS = {"root"}
RULES = {}


@app.get("/ping")
def ping():
    return jsonify(version="35")


@app.get("/rules")
def rules():
    return jsonify(RULES.get(request.environ["issuer"], []))


@app.post("/accounts")
def new_account():
    if request.environ.get("issuer") not in ADMINS:
        abort(401)
    RULES[str(request.get_json()["account"])] = []
    return "", 201
