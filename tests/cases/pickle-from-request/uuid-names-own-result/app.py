from flask import Flask, abort, jsonify, request

import results

app = Flask(__name__)


@app.post("/sums")
def start():
    numbers = [float(number) for number in request.get_json()["numbers"]]
    return jsonify(id=str(results.keep({"total": sum(numbers), "count": len(numbers)}))), 202


@app.get("/sums/<name>")
def show(name):
    try:
        return jsonify(results.load(name))
    except (ValueError, FileNotFoundError):
        abort(404)
