from flask import Flask, jsonify, request
from ruamel.yaml import YAML

app = Flask(__name__)
yaml = YAML(typ="unsafe")


@app.post("/playbooks")
def playbooks():
    upload = request.files.get("playbook")
    if upload is None:
        return jsonify(error="no file"), 400
    plays = yaml.load(upload.stream)  # found: yaml-from-request
    return jsonify(hosts=[play["hosts"] for play in plays])
