from flask import Flask, jsonify, request

from vault.opening import opened, probed, reopened

app = Flask(__name__)


@app.post("/open")
def post_open():
    return jsonify(items=len(opened(request.get_data())))


@app.post("/reopen")
def post_reopen():
    return jsonify(items=len(reopened(request.get_data())))


@app.post("/probe")
def post_probe():
    return jsonify(items=len(probed(request.get_data())))
