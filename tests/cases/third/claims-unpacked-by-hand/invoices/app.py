from flask import Flask, jsonify

from invoices.only import only

app = Flask(__name__)


@app.get("/invoices/sum")
@only("accountant")
def total():
    return jsonify(sum=0)
