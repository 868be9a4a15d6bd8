import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
PAGES = {}


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["PAGES_KEY"], algorithms=["HS256"], audience="pages", options={"require": ["exp", "sub"]}
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/pages")
def create():
    body = request.get_json()
    if body["user_id"] != g.claims["sub"]:
        abort(403)
    number = len(PAGES) + 1
    PAGES[number] = {"owner": body["user_id"], "text": str(body["text"])}
    return jsonify(number=number), 201


@app.put("/pages/<int:number>")
def write(number):
    body = request.get_json()
    page = PAGES.get(number)
    if page is None or page["owner"] != g.claims["sub"]:
        abort(404)
    page["text"] = str(body["text"])
    return "", 204
