from flask import Blueprint, jsonify

devices = Blueprint("devices", __name__)
_STATE = {"lamp": "off", "door": "closed"}


@devices.get("/")
def listing():
    return jsonify(_STATE)


@devices.post("/<name>/toggle")
def toggle(name):
    _STATE[name] = "on" if _STATE.get(name) == "off" else "off"
    return jsonify(_STATE)
