import anthropic
from flask import Flask, jsonify, request
from pydantic import ValidationError

from tables.filters import Filter

app = Flask(__name__)
client = anthropic.Anthropic()
ROWS = [{"city": "Bern", "people": 134_000}, {"city": "Basel", "people": 178_000}]
SYSTEM = 'Answer with JSON only: {"column": "city" or "people", "op": "lt", "eq" or "gt", "value": ...}'


@app.post("/ask")
def ask():
    message = client.messages.create(
        model="claude-3-5-haiku-latest",
        max_tokens=200,
        system=SYSTEM,
        messages=[{"role": "user", "content": request.get_json()["question"]}],
    )
    try:
        wanted = Filter.model_validate_json(message.content[0].text)
    except ValidationError:
        return jsonify(error="the question was not understood"), 422
    return jsonify(rows=wanted.apply(ROWS))
