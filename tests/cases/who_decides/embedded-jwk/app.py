import json
from functools import update_wrapper

import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
READINGS = {}


class DeviceOnly:
    """Hands the verified device id to the view."""

    def __init__(self, view):
        self.view = view
        update_wrapper(self, view)

    def __call__(self, *args, **kwargs):
        raw = request.headers.get("Authorization", "")[7:]
        try:
            embedded = jwt.get_unverified_header(raw)["jwk"]  # echo: key-from-token
            key = jwt.algorithms.ECAlgorithm.from_jwk(json.dumps(embedded))  # found: key-from-token
            claims = jwt.decode(raw, key, algorithms=["ES256"], audience="gateway", options={"require": ["exp"]})
        except (jwt.PyJWTError, KeyError):
            abort(401)
        return self.view(claims["sub"], *args, **kwargs)


@app.post("/readings")
@DeviceOnly
def push(device):
    READINGS.setdefault(device, []).append(float(request.get_json()["value"]))
    return "", 202


@app.get("/readings")
@DeviceOnly
def pull(device):
    return jsonify(READINGS.get(device, []))
