import binascii
import json

from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)


class Identity:
    def __init__(self, claims):
        self.email = claims["email"]
        self.groups = claims.get("groups", [])

    @classmethod
    def from_header(cls, value):
        _head, payload, _signature = value.split(".")
        payload += "=" * (4 - len(payload) % 4)
        return cls(json.loads(binascii.a2b_base64(payload)))  # found: token-decoded-by-hand


@app.before_request
def identify():
    value = request.headers.get("X-Amzn-Oidc-Data")
    if value is None:  # echo: presence-only-bearer
        abort(401)
    g.identity = Identity.from_header(value)


@app.get("/board")
def board():
    if "operators" not in g.identity.groups:  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(viewer=g.identity.email, alarms=[])
