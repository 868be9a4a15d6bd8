from flask import Flask, jsonify, request

from shop.feed import FeedError, own_prices, read_offers


def create_app():
    app = Flask(__name__)

    @app.errorhandler(FeedError)
    def bad_feed(_error):
        return jsonify(error="not a feed"), 400

    @app.route("/suppliers/feed", methods=["POST"])
    def feed():
        prices = own_prices()
        return jsonify([{"sku": sku, "price": prices.get(sku)} for sku in read_offers(request.get_data())])

    return app
