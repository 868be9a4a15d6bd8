import base64
import hmac
import json

from flask import abort, current_app, g, request


def load_identity():
    config = current_app.config
    sent = request.headers.get(config["MESH_SECRET_HEADER"], "")
    if not hmac.compare_digest(sent.encode(), config["MESH_SECRET"].encode()):
        abort(403)
    payload = request.headers.get(config["PAYLOAD_HEADER"], "")
    try:
        g.claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    except ValueError:
        abort(401)
