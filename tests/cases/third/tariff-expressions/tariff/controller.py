import logging

from flask import Flask, jsonify, request

from tariff.resolver import TariffResolver

LOG = logging.getLogger(__name__)
app = Flask(__name__)
resolver = TariffResolver({"fuel": 1.12, "toll": 0.19})


@app.post("/tariffs/preview")
def preview():
    tariff = request.get_json()
    LOG.info("preview of %d values", len(tariff))
    return jsonify(resolver.resolve(tariff))
