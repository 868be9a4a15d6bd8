from flask import Flask, jsonify, request

from bridge.codec import decode
from bridge.routing import queue_for

app = Flask("bridge")
WAITING = {}


@app.post("/publish")
def publish():
    headers = request.headers
    message = decode(
        request.get_data(),
        headers.get("Content-Type", "application/json"),
        headers.get("Content-Encoding", "binary"),
    )
    queue = queue_for(message)
    WAITING.setdefault(queue, []).append(message)
    return jsonify(queue=queue, waiting=len(WAITING[queue]))
