import os

from flask import Flask, jsonify, request

app = Flask(__name__)
ITEMS = [{"id": number, "name": f"item {number}"} for number in range(100)]
FLAGS = {"beta": os.environ.get("ENABLE_BETA") == "1"}


@app.get("/items")
def items():
    found = list(ITEMS)
    if request.args.get("sort") == "desc":
        found.reverse()
    page = request.args.get("page", 1, type=int)
    size = min(request.args.get("size", 20, type=int), 50)
    if page < 1:
        return jsonify(error="pages begin at 1"), 400
    if request.args.get("view") == "beta" and FLAGS["beta"]:
        found = [{**item, "badge": "new"} for item in found]
    greeting = "Hallo" if request.headers.get("Accept-Language", "").startswith("de") else "Hello"
    return jsonify(greeting=greeting, items=found[(page - 1) * size : page * size])


@app.post("/items")
def add():
    if request.mimetype != "application/json":
        return jsonify(error="JSON, please"), 403
    name = request.get_json().get("name")
    if not name or len(name) > 80:
        return jsonify(error="a name of 1 to 80 characters"), 422
    return jsonify(name=name), 201
