from flask import jsonify, request

from panel.base import BasePage

BANNED = set()
FLAGS = {}


class Bans(BasePage):
    def get(self):
        return jsonify(sorted(BANNED))

    def post(self):
        BANNED.add(str(request.get_json()["name"]))
        return "", 201


class Flags(BasePage):
    roles = frozenset({"owner"})

    def get(self):
        return jsonify(FLAGS)

    def put(self):
        body = request.get_json()
        FLAGS[str(body["flag"])] = bool(body["on"])
        return "", 204
