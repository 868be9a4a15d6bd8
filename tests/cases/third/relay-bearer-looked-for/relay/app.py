from flask import Flask, jsonify, request

from relay.auth import bearer_required
from relay.queues import outbox

app = Flask(__name__)


@app.post("/commands")
@bearer_required
def command():
    body = request.get_json()
    return jsonify(waiting=outbox.send(int(body["code"]), float(body["value"]))), 202


@app.get("/commands/waiting")
@bearer_required
def waiting():
    return jsonify(waiting=outbox.commands.qsize())
