from flask import Flask, jsonify, request

from sync.message import Message
from sync.opening import open_message

app = Flask(__name__)


@app.errorhandler(AssertionError)
def bad(_error):
    return jsonify(error="bad message"), 400


@app.post("/changes")
def changes():
    message = Message.of(request.form)
    listed = open_message(message)
    return jsonify(changes=[str(change) for change in listed])
