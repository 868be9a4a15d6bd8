from flask import Flask, abort, jsonify, request

from store.models import Book, db
from store.tokens import NoToken, token_validator

app = Flask(__name__)
app.config.from_prefixed_env("STORE")
db.init_app(app)


@app.errorhandler(NoToken)
def no_token(_problem):
    return jsonify(status="fail", message="Invalid token"), 401


@app.get("/books/v1/mine")
def mine():
    name = token_validator()
    return jsonify([book.title for book in Book.query.filter_by(owner=name)])


@app.get("/books/v1/<title>")
def by_title(title):
    name = token_validator()
    book = Book.query.filter_by(title=str(title)).first()  # found: object-without-owner-check
    if book is None:
        abort(404)
    return jsonify(title=book.title, secret=book.secret, owner=book.owner, asked_by=name)


@app.put("/books/v1/<title>/secret")
def change_secret(title):
    token_validator()
    book = Book.query.filter_by(title=str(title)).first_or_404()  # found: object-without-owner-check
    book.secret = str(request.get_json()["secret"])
    db.session.commit()
    return "", 204
