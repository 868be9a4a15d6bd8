from flask import Flask, jsonify

from inbox.polling import poll_status
from inbox.receiver import Receiver

app = Flask(__name__)
EVENTS = {}
Receiver("tcp://127.0.0.1:5577", EVENTS).start()


@app.get("/events/<identity>")
def event(identity):
    return jsonify(EVENTS.get(identity))


@app.get("/peer")
def peer():
    return jsonify(poll_status("tcp://peer.internal:5577"))
