import redis
from flask import Flask, jsonify

from quotes.quote import Quote
from quotes.quote_repository import QuoteRepository

app = Flask(__name__)
repository = QuoteRepository(redis.Redis(host="redis"))


@app.get("/quotes/<int:weight_kg>")
def get_quote(weight_kg: int):
    quote = repository.find(weight_kg)
    if quote is None:
        quote = Quote(weight_kg, 490 + 75 * weight_kg)
        repository.save(quote)
    return jsonify(weight=quote.weight_kg, cents=quote.price_cents)
