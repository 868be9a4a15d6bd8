from flask import Flask, jsonify, request

from relay.auth import bearer_required

app = Flask(__name__)
commands = []


@app.post("/commands")
@bearer_required
def command():
    commands.append(int(request.get_json()["code"]))
    return jsonify(waiting=len(commands)), 202
