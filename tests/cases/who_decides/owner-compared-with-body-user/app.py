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
    number = len(PAGES) + 1
    PAGES[number] = {"owner": g.claims["sub"], "text": str(request.get_json()["text"])}
    return jsonify(number=number), 201


@app.put("/pages/<int:number>")
def write(number):
    body = request.get_json()
    page = PAGES.get(number)  # echo: object-without-owner-check
    if page is None:
        abort(404)
    if page["owner"] != body["user_id"]:  # found: role-from-untrusted-data
        abort(403)
    page["text"] = str(body["text"])
    return "", 204
