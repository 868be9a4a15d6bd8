from flask import Flask, jsonify, request

from endpoints import AgentEndpoint

app = Flask(__name__)
agent = AgentEndpoint()


@app.post("/agent/heartbeat")
def heartbeat():
    beat = agent.parse(request.stream.read())
    return jsonify(alive=beat is not None)
