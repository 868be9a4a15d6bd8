from flask import Flask, abort, jsonify, request

from invoices.caller import caller
from invoices.cursor import cursor, position

app = Flask(__name__)
invoices = {}


@app.get("/invoices")
def page():
    mine = invoices.get(caller(), [])
    try:
        start = position(request.args.get("cursor"))
    except (ValueError, KeyError):
        abort(400)
    return jsonify(invoices=mine[start : start + 20], next=cursor(start + 20))
