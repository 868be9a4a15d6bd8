from flask import Flask, g, jsonify

from workspace.requires import requires

app = Flask(__name__)
archived = []


@app.post("/archive")
@requires("admin")
def archive():
    archived.append({"by": g.context.claims["sub"], "zone": g.context.zone})
    return jsonify(archived=len(archived))
