from flask import Flask, g, jsonify

from flows.backend import requires_authentication

app = Flask(__name__)
RUNS = {}


@app.get("/runs")
@requires_authentication
def runs():
    return jsonify(RUNS.get(g.username, []))


@app.post("/runs/<flow>")
@requires_authentication
def trigger(flow):
    RUNS.setdefault(g.username, []).append(flow)
    return jsonify(flow=flow, by=g.username), 201
