from flask import Flask, jsonify, request

from .ops import host_count, rename_task

app = Flask(__name__)


@app.post("/rename")
def rename():
    form = request.form
    return rename_task(form["source"], form["old"], form["new"]), {"Content-Type": "application/yaml"}


@app.post("/hosts")
def hosts():
    return jsonify(hosts=host_count(request.files["playbook"].stream))
