from flask import Flask, jsonify, request

from chat.auth import requires_auth

app = Flask(__name__)
TRACKERS = {}


@app.get("/conversations/<conversation_id>/tracker")
@requires_auth
def tracker(conversation_id):
    return jsonify(events=TRACKERS.get(conversation_id, []))


@app.post("/conversations/<conversation_id>/messages")
@requires_auth
def message(conversation_id):
    TRACKERS.setdefault(conversation_id, []).append({"text": str(request.get_json()["text"])})
    return jsonify(events=TRACKERS[conversation_id]), 201


@app.delete("/conversations/<conversation_id>")
@requires_auth
def forget(conversation_id):
    TRACKERS.pop(conversation_id, None)
    return "", 204
