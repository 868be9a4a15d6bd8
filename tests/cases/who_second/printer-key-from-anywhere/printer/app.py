from flask import Flask, abort, g, jsonify, request

from printer.auth import load_user

app = Flask(__name__)
app.before_request(load_user)
STATE = {"target": 0}


@app.get("/api/printer")
def state():
    return jsonify(STATE)


@app.post("/api/printer/tool")
def tool():
    if "control" not in g.user.get("permissions", []):
        abort(403)
    STATE["target"] = int(request.get_json()["target"])
    return "", 204
