from flask import Flask, jsonify, request

from bus.intake import message

app = Flask(__name__)
TOPICS = {}


@app.post("/publish")
def publish():
    made = message(request.form, objects=request.args.get("as") == "object")
    TOPICS.setdefault(made.topic, []).append(len(made.payload))
    return jsonify(topic=made.topic, count=len(TOPICS[made.topic]))
