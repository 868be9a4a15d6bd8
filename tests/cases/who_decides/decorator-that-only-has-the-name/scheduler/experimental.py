from flask import Blueprint, Flask, jsonify, request

from scheduler.backends import DefaultBackend
from scheduler.stable import RUNS, api

requires_authentication = DefaultBackend.requires_authentication
experimental = Blueprint("experimental", __name__, url_prefix="/api/experimental")


@experimental.post("/runs")  # found: route-without-decision
@requires_authentication
def trigger():
    RUNS.append({"by": "experimental", "conf": str(request.get_json()["conf"])})
    return "", 201


@experimental.delete("/runs")  # found: route-without-decision
@requires_authentication
def delete():
    RUNS.clear()
    return jsonify(deleted=True)


app = Flask(__name__)
app.register_blueprint(api)
app.register_blueprint(experimental)
