import os

from flask import Flask, abort, jsonify, redirect, request, session

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
LANGUAGES = {"en", "de", "fr"}


@app.post("/settings")
def settings():
    session["theme"] = request.form.get("theme", "light")
    language = request.form.get("language", "en")
    if language in LANGUAGES:
        session["language"] = language
    return redirect(request.referrer or "/")


@app.post("/cart/<int:product>")
def add_to_cart(product):
    cart = session.get("cart", {})
    cart[str(product)] = cart.get(str(product), 0) + request.form.get("quantity", 1, type=int)
    session["cart"] = cart
    return jsonify(cart)


@app.get("/search")
def search():
    query = request.args.get("q", "").strip()
    if len(query) > 200:
        abort(400)
    session["last_search"] = query
    return jsonify(query=query, hits=[], theme=session.get("theme"))
