from flask import abort, jsonify, request
from flask.views import MethodView

from inventory.auth import token_auth
from inventory.store import ITEMS, SHELVES


class ItemView(MethodView):
    @token_auth.login_required
    def get(self, code):
        if code not in ITEMS:
            abort(404)
        return jsonify(ITEMS[code])

    @token_auth.login_required
    def put(self, code):
        ITEMS[code] = {"count": int(request.get_json()["count"])}
        return jsonify(ITEMS[code])

    def delete(self, code):  # found: route-without-decision
        ITEMS.pop(code, None)
        return "", 204


class ShelfView(MethodView):
    @token_auth.login_required
    def get(self, number):
        return jsonify(SHELVES.get(number, []))

    @token_auth.login_required
    def post(self, number):
        SHELVES.setdefault(number, []).append(str(request.get_json()["code"]))
        return "", 201
