import hmac
import os
from functools import wraps

from flask import Flask, jsonify, request

app = Flask(__name__)
API_KEY = os.environ["PARTNER_API_KEY"]


def partner_only(view):
    @wraps(view)
    def inner(*args, **kwargs):
        given = request.headers.get("X-Api-Key", "")
        if not hmac.compare_digest(given.encode(), API_KEY.encode()):
            return jsonify(error="unknown partner"), 401
        if not request.content_type or not request.content_type.startswith("application/json"):
            return jsonify(error="JSON only"), 403
        return view(*args, **kwargs)

    return inner


@app.post("/orders")
@partner_only
def orders():
    lines = request.get_json()["lines"]
    return jsonify(accepted=len(lines)), 202
