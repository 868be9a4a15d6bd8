from binascii import a2b_base64

from flask import Flask, jsonify, request

from sheets import queue

app = Flask(__name__)


@app.post("/formulas")
def add():
    waiting = queue.put(a2b_base64(request.form["formula"]))
    return jsonify(waiting=waiting), 202


@app.get("/formulas")
def waiting():
    return jsonify(waiting=queue.connection.llen(queue.QUEUE))
