from dataclasses import asdict

from flask import Flask, jsonify, request

from lint.document import examine
from lint.loaders import names

app = Flask(__name__)


@app.get("/modes")
def modes():
    return jsonify(names())


@app.post("/lint")
def lint():
    report = examine(request.form["document"], request.args.get("mode", "strict"))
    return jsonify(asdict(report))
