import yaml
from flask import Flask, jsonify, request

from loaders import FastLoader, UnitLoader

app = Flask(__name__)


@app.post("/limits")
def limits():
    wanted = yaml.load(request.data, Loader=UnitLoader)
    return jsonify(memory=wanted.get("memory"))


@app.post("/spec")
def spec():
    document = yaml.load(request.data, FastLoader)
    extra = yaml.safe_load(request.args.get("extra", "{}"))
    labels = list(yaml.safe_load_all(request.form.get("labels", "")))
    return jsonify(keys=sorted(document), extra=extra, labels=labels)
