from flask import Flask, Response, jsonify, request

from sessions.store import dump, load

app = Flask(__name__)
LAYOUTS = {"default": {"columns": 3}}


@app.get("/layout/export")
def export():
    return Response(dump(LAYOUTS["default"]), mimetype="application/octet-stream")


@app.post("/layout/import")
def take():
    layout = load(request.get_data(cache=False))
    LAYOUTS["imported"] = {"columns": int(layout.get("columns", 3))}
    return jsonify(LAYOUTS["imported"])
