import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
BOOKS = [f"book-{n}" for n in range(90)]
TOKEN_TYPES = ("word", "sentence")


@app.before_request
def authenticate():
    if "access_token" in request.args:
        abort(400, "send the token in the Authorization header")
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["CATALOGUE_KEY"], algorithms=["HS256"], audience="books", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/books")
def books():
    start = request.args.get("page_token", 0, type=int)
    page = BOOKS[start : start + 10]
    return jsonify(books=page, next_page_token=start + len(page))


@app.get("/split")
def split():
    kind = request.args.get("token_type", "word")
    if kind not in TOKEN_TYPES:
        abort(400)
    text = request.args["text"]
    return jsonify(reader=g.claims["sub"], parts=text.split("." if kind == "sentence" else None))
