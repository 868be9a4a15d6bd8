from flask import Flask, jsonify, request

from signing import BadSignature, seal, unseal

app = Flask(__name__)


@app.get("/wizard")
def wizard():
    state = {"step": 0}
    if "state" in request.args:
        try:
            state = unseal(request.args["state"])
        except BadSignature:
            return jsonify(error="stale link"), 400
    state["step"] += 1
    return jsonify(step=state["step"], next=seal(state))
