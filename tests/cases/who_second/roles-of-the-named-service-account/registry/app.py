import json
import os
from pathlib import Path

from flask import Flask, abort, g, jsonify, request

from registry.tokens import AuthenticationError, ServiceAccountParser

app = Flask(__name__)
parser = ServiceAccountParser(json.loads(Path(os.environ["BINDINGS_FILE"]).read_text()))
FEATURES: dict[str, dict] = {}


@app.before_request
def identify():
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        abort(401)
    try:
        g.user = parser.user_of(token)
    except AuthenticationError as error:
        abort(401, str(error))


@app.get("/features")
def features():
    if not g.user.has_matching_role(["feature-reader", "feature-writer"]):  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(sorted(FEATURES))


@app.put("/features/<name>")
def apply(name: str):
    if not g.user.has_matching_role(["feature-writer"]):  # echo: role-from-untrusted-data
        abort(403)
    FEATURES[name] = {"dtype": str(request.get_json()["dtype"])}
    return jsonify(name=name), 201
