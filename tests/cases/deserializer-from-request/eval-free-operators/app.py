from flask import Flask, jsonify, request

from formula import Formula

app = Flask(__name__)


@app.get("/compute")
def compute():
    try:
        return jsonify(result=Formula.loads(request.args["formula"]).eval())
    except (KeyError, ValueError):
        return jsonify(error="write it like: 3 plus 4"), 400
