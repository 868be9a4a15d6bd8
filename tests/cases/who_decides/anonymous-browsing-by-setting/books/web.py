import os

from flask import Flask, jsonify, request
from flask_login import LoginManager, current_user, login_required

from books.usermanagement import login_required_if_no_ano

app = Flask(__name__)
app.secret_key = os.environ["BOOKS_KEY"]
app.config["ANONYMOUS_BROWSING"] = os.environ.get("BOOKS_ANONYMOUS", "no") == "yes"
LoginManager(app)
BOOKS = {"1": "Emma"}
SHELVES = {}


@app.get("/books")
@login_required_if_no_ano
def books():
    return jsonify(BOOKS)


@app.get("/books/<number>")
@login_required_if_no_ano
def book(number):
    return jsonify(title=BOOKS.get(number))


@app.post("/shelf")
@login_required
def put():
    SHELVES.setdefault(current_user.get_id(), []).append(str(request.get_json()["book"]))
    return "", 201
