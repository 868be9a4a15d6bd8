from flask import Flask, jsonify, request

from tables.assistant import TableAssistant

app = Flask(__name__)
assistant = TableAssistant()
ROWS = [{"city": "Bern", "people": 134_000}, {"city": "Basel", "people": 178_000}]


@app.post("/ask")
def ask():
    expression = assistant.expression_for(request.get_json()["question"], ROWS[0])
    app.logger.info("evaluating %s", expression)
    value = eval(expression, {"rows": ROWS})  # found: deserializer-from-model-output
    return jsonify(answer=str(value), expression=expression)
