import json
import os
from pathlib import Path

from flask import Flask, Response, abort, jsonify, request
from werkzeug.security import check_password_hash

app = Flask(__name__)
USERS = json.loads(Path(os.environ["USERS_FILE"]).read_text())
MODELS = Path(os.environ["MODELS_ROOT"])
PUBLIC_SUFFIXES = ("/health", "/version")


def is_unprotected(path):
    return path.rstrip("/").endswith(PUBLIC_SUFFIXES)


@app.before_request
def check_user():
    if is_unprotected(request.path):  # found: exempting-hook
        return None
    auth = request.authorization
    if auth and auth.username in USERS and check_password_hash(USERS[auth.username], auth.password):
        return None
    return Response("Unauthorized", 401, {"WWW-Authenticate": "Basic"})


@app.get("/health")
def health():
    return "OK"


@app.get("/version")
def version():
    return "2.4.0"


@app.get("/models/<path:name>")
def model(name):
    card = (MODELS / name.replace("/", "__")).with_suffix(".json")
    if not card.exists():
        abort(404)
    return jsonify(json.loads(card.read_text()))


@app.put("/models/<path:name>")
def describe(name):
    card = (MODELS / name.replace("/", "__")).with_suffix(".json")
    card.write_text(json.dumps({"about": str(request.get_json()["about"])}))
    return "", 204
