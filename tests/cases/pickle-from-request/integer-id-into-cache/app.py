from flask import Flask, abort, jsonify, request

import store

app = Flask(__name__)


@app.get("/plans/<int:number>")
def show(number):
    found = store.plan(number) or abort(404)
    return jsonify(found)


@app.get("/plans")
def pick():
    try:
        number = int(request.args["number"])
    except (KeyError, ValueError):
        abort(400)
    return jsonify(store.plan(number) or {})
