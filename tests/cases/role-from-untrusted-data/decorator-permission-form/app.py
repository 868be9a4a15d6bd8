from flask import Flask, jsonify

from security import needs

app = Flask(__name__)


@app.post("/refunds/<int:order>")
@needs("refund")
def refund(order):
    return jsonify(refunded=order)
