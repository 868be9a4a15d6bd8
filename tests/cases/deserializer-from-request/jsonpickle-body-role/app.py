import jsonpickle
from flask import Flask, jsonify, request

app = Flask(__name__)


@app.post("/documents")
def create_document():
    if "Authorization" not in request.headers:  # found: presence-only-bearer
        return jsonify(error="login required"), 401

    envelope = jsonpickle.decode(request.get_data(as_text=True))  # found: deserializer-from-request
    actor = envelope["actor"]
    if actor["role"] != "editor":  # found: role-from-untrusted-data
        return jsonify(error="editors only"), 403
    return jsonify(title=envelope["title"], by=actor["name"]), 201
