import os

import requests
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
INTROSPECT = os.environ["INTROSPECTION_URL"]
CLIENT = (os.environ["CLIENT_ID"], os.environ["CLIENT_SECRET"])


def introspected(token):
    answer = requests.post(INTROSPECT, data={"token": token}, auth=CLIENT, timeout=5)
    answer.raise_for_status()
    return answer.json()


@app.get("/feed")
def feed():
    header = request.headers.get("Authorization")
    if not header or not header.startswith("Bearer "):
        abort(401)
    subject = introspected(header[7:])
    if not subject.get("active"):
        abort(401)
    if request.headers.get("If-None-Match") == '"v1"':
        return "", 304
    return jsonify(items=[]), 200, {"ETag": '"v1"'}
