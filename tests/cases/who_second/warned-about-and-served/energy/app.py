from flask import Flask, g, jsonify, request

from energy.auth import with_customer

app = Flask(__name__)
TARIFFS: dict[str, float] = {"day": 0.31, "night": 0.24}


@app.get("/tariffs")
@with_customer
def tariffs():
    return jsonify(customer=g.customer, tariffs=TARIFFS)


@app.put("/tariffs/<name>")
@with_customer
def change(name: str):
    TARIFFS[name] = float(request.get_json()["price"])
    return jsonify(TARIFFS)
