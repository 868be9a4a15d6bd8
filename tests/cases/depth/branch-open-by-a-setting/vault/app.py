from flask import Flask, jsonify, request

from vault.opening import Unreadable, opened

app = Flask(__name__)


@app.errorhandler(Unreadable)
def unreadable(error):
    return jsonify(error=str(error)), 415


@app.post("/open")
def post_open():
    items = opened(request.get_data())
    return jsonify(items=len(items))
