from flask import g, jsonify, request

BOXES = {}


def show():
    return jsonify(BOXES.get(g.claims["sub"], {}))


def put():
    BOXES.setdefault(g.claims["sub"], {})[str(request.get_json()["name"])] = "sealed"
    return "", 201


def clear():
    BOXES.pop(g.claims["sub"], None)
    return "", 204


def dump():  # found: route-without-decision
    return jsonify(BOXES)
