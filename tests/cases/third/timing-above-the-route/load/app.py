from flask import Flask, jsonify, request

from load.guard import guarded, listed, runner

app = Flask(__name__)
swarm = {"users": 0}


@listed
@app.get("/swarm")
@guarded(runner)
def state():
    """How many users there are."""
    return jsonify(swarm)


@listed
@app.post("/swarm")
@guarded(runner)
def start():
    """Start so many users."""
    swarm["users"] = int(request.get_json()["users"])
    return jsonify(swarm), 202
