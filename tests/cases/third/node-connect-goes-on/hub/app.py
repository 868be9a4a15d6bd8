from flask import Flask, g, jsonify, request

from hub.auth import identify
from hub.nodes import registry

app = Flask(__name__)
app.before_request(identify)


@app.post("/online")
def online():
    name = g.node or "unnamed"
    return jsonify(nodes=registry.seen(name, str(request.get_json()["version"])))
