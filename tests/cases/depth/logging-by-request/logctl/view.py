from flask import Blueprint, jsonify, request

from logctl.apply import configure, levels

logctl = Blueprint("logctl", __name__)


@logctl.get("/logging")
def show():
    return jsonify(levels())


@logctl.put("/logging")
def change():
    try:
        return jsonify(configure(request.get_json()))
    except (ValueError, TypeError) as error:
        return jsonify(error=str(error)), 422
