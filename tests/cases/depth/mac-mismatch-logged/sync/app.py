from flask import Flask, jsonify, request

from sync.peer import Peer
from sync.strictness import mismatches

app = Flask(__name__)


@app.post("/peers/<name>/changes")
def changes(name):
    changes = Peer(name).receive(request.get_data(), request.headers.get("X-Mac", ""))
    return jsonify(changes=len(changes))


@app.get("/peers/mismatches")
def listing():
    return jsonify(mismatches)
