from flask import Flask, jsonify

from wire import unpacked

app = Flask(__name__)


@app.route("/metrics/<host>", methods=["POST"])
@unpacked
def metrics(batch, host):
    return jsonify(host=host, samples=len(batch))
