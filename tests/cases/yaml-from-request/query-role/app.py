import yaml
from flask import Flask, abort, jsonify, request

app = Flask(__name__)


def require_bearer():
    header = request.headers.get("Authorization")
    if header is None or not header.lower().startswith("bearer "):  # found: presence-only-bearer
        abort(401)


@app.get("/reports")
def reports():
    require_bearer()
    who = yaml.load(request.args["who"], Loader=yaml.Loader)  # found: yaml-from-request
    if who["role"] not in ("auditor", "admin"):  # found: role-from-untrusted-data
        abort(403)
    return jsonify(reports=["q1", "q2"])
