from flask import Flask, jsonify, request

from messages import extras
from messages.encoding import SerializableJson

app = Flask(__name__)
RULES = []


@app.post("/rules")
def post_rule():
    rule = SerializableJson.loads(request.get_data(as_text=True))
    RULES.append(rule)
    return jsonify(position=len(RULES)), 201
