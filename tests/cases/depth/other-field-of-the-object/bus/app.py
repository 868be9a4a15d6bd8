from flask import Flask, jsonify, request

from bus.messages import Message
from bus.outbox import Outbox

app = Flask(__name__)
outbox = Outbox()


@app.post("/publish/<topic>")
def publish(topic):
    outbox.add(Message(topic=topic, text=request.get_data(as_text=True)))
    return jsonify(tries=outbox.tries())


@app.get("/publish/<topic>")
def texts(topic):
    return jsonify(outbox.texts(topic))
