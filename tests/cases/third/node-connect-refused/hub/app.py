from flask import Flask, g, jsonify, request

from hub.auth import for_nodes, identify

app = Flask(__name__)
app.before_request(identify)
online_nodes = {}


@app.post("/online")
@for_nodes
def online():
    online_nodes[g.node] = str(request.get_json()["version"])
    return jsonify(nodes=len(online_nodes))
