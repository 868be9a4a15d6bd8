from flask import Flask, jsonify, request

from load.guard import guarded, runner
from load.state import swarm

app = Flask(__name__)


@app.get("/swarm")
@guarded(runner)
def state():
    return jsonify(users=swarm.users)


@guarded(runner)  # found: decorator-above-route
@app.post("/swarm")
def start():
    swarm.users = int(request.get_json()["users"])
    return jsonify(users=swarm.users), 202


@app.delete("/swarm")
@guarded(runner)
def stop():
    swarm.users = 0
    return "", 204
