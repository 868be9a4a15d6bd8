from flask import Flask, jsonify, request

from exchange.offers import Offer
from exchange.serializers import NotPublic, public_loads

app = Flask(__name__)
BOOK = []


@app.errorhandler(NotPublic)
def not_public(error):
    return jsonify(serializer=str(error)), 415


@app.post("/offers")
def offers():
    name = request.headers.get("X-Serializer", "json").lower()
    entries = public_loads(name, request.get_data())
    BOOK.extend(Offer.of(entry) for entry in entries)
    BOOK.sort()
    return jsonify(best=BOOK[0].price if BOOK else None)
