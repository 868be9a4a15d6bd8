from flask import Blueprint, jsonify, session

pages = Blueprint("pages", __name__)


@pages.get("/")
def index():
    session["visits"] = session.get("visits", 0) + 1
    return jsonify(visits=session["visits"])


@pages.post("/reset")
def reset():
    session.pop("visits", None)
    return "", 204
