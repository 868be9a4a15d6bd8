from flask import Flask, abort, jsonify, request

from catalog.source import unit, units

app = Flask(__name__)


@app.get("/units")
def listing():
    wanted = request.args.get("like", "").lower()
    return jsonify([name for name in units() if wanted in name])


@app.get("/convert")
def convert():
    source, target = unit(request.args["from"]), unit(request.args["to"])
    if source is None or target is None:
        abort(404)
    amount = request.args.get("amount", 1.0, type=float)
    return jsonify(amount=amount * source.factor / target.factor, label=target.label)
