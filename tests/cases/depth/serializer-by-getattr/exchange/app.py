from flask import Flask, jsonify, request

from exchange.reading import Body

app = Flask(__name__)
BOOK = []


@app.post("/offers")
def offers():
    body = Body(request.get_data(), request.headers.get("X-Serializer", "json"))
    BOOK.extend((float(entry["price"]), float(entry["amount"])) for entry in body.entries())
    return jsonify(best=min(BOOK, default=None))


@app.get("/offers")
def listing():
    return jsonify(sorted(BOOK)[:50])
