from flask import Flask, jsonify, request

import acting.actions
from acting.registry import Refused, perform

app = Flask(__name__)


@app.errorhandler(Refused)
def refused(error):
    return jsonify(refused=str(error)), 400


@app.post("/actions/<name>")
def act(name):
    return jsonify(result=perform(name, request.get_json()))
