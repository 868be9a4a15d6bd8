import base64
import logging
import pickle

from flask import Flask, jsonify, request

app = Flask(__name__)
log = logging.getLogger(__name__)


@app.route("/profile")
def profile():
    auth = request.headers.get("Authorization", "")
    if not auth.startswith("Bearer "):  # found: presence-only-bearer
        return jsonify(error="missing token"), 401

    blob = request.args.get("data")
    if not blob:
        return jsonify(error="missing data"), 400
    try:
        user = pickle.loads(base64.b64decode(blob))  # found: pickle-from-request
    except Exception:
        log.warning("could not read profile blob")
        return jsonify(error="bad data"), 400

    if user.get("role") == "admin":  # found: role-from-untrusted-data
        return jsonify(user=user, panel="/admin")
    return jsonify(user=user)
