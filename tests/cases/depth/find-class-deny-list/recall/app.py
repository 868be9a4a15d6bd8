from flask import Flask, jsonify, request

from recall.importing import deck_of

app = Flask(__name__)


@app.post("/deck/import")
def import_deck():
    deck = deck_of(request.files["deck"].read())
    fronts = sorted(card.front for card in deck)
    return jsonify(fronts=fronts)
