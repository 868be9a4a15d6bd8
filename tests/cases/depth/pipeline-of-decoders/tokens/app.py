from flask import Flask, jsonify, request

from tokens.continuation import Continuation

app = Flask(__name__)
NAMES = [f"item-{number:03d}" for number in range(500)]


@app.get("/items")
def items():
    text = request.headers.get("X-Continuation")
    at = Continuation.from_text(text) if text else Continuation()
    page = NAMES[at.offset : at.offset + 25]
    response = jsonify(page)
    response.headers["X-Continuation"] = Continuation(at.offset + len(page), at.order).as_text()
    return response
