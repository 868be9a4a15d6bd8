from flask import g, jsonify, request
from flask.views import MethodView

from hotel.mixins import TokenRequired

STAYS = {}


class Stays(TokenRequired, MethodView):
    def get(self):
        return jsonify(STAYS.get(g.claims["sub"], []))

    def post(self):
        STAYS.setdefault(g.claims["sub"], []).append(str(request.get_json()["room"]))
        return "", 201
