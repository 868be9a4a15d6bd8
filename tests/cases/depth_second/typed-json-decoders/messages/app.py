from flask import Flask, jsonify, request

from messages.encoding import SerializableJson

app = Flask(__name__)
INBOX = []


@app.post("/messages")
def post_message():
    message = SerializableJson.loads(request.get_data(as_text=True))
    INBOX.append(message)
    return jsonify(position=len(INBOX), body_length=len(message.get("body", b""))), 201
