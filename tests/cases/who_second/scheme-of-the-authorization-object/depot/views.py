from flask import jsonify, request
from flask.views import MethodView

from depot.mixins import BearerRequired

STOCK = {"bolts": 1200, "nuts": 900}


class StockView(BearerRequired, MethodView):
    def get(self):
        return jsonify(STOCK)

    def post(self):
        body = request.get_json()
        STOCK[str(body["part"])] = int(body["count"])
        return jsonify(STOCK), 201
