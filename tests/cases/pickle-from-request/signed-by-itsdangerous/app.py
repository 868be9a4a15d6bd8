from flask import Flask, jsonify, request

from baskets import Baskets

app = Flask(__name__)
baskets = Baskets()


@app.get("/basket")
def basket():
    return jsonify(items=baskets.unpack(request.cookies.get("basket", "")))


@app.post("/basket")
def add():
    items = [*baskets.unpack(request.cookies.get("basket", "")), request.form["item"]]
    answer = jsonify(items=items)
    answer.set_cookie("basket", baskets.pack(items), httponly=True)
    return answer
