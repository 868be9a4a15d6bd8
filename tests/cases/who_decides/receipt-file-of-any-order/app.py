import io
import os
from functools import wraps

import jwt
from flask import Flask, abort, jsonify, request, send_file

app = Flask(__name__)
RECEIPTS = {}


def signed_in(view):
    @wraps(view)
    def inner(*args, **kwargs):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims = jwt.decode(
                raw, os.environ["EXPENSE_KEY"], algorithms=["HS256"], audience="exp", options={"require": ["exp"]}
            )
        except jwt.InvalidTokenError:
            abort(401)
        return view(claims, *args, **kwargs)

    return inner


@app.post("/receipts")
@signed_in
def upload(claims):
    number = len(RECEIPTS) + 1
    RECEIPTS[number] = {"owner": claims["sub"], "content": request.get_data()}
    return jsonify(number=number), 201


@app.get("/receipts")
@signed_in
def mine(claims):
    return jsonify([number for number, r in RECEIPTS.items() if r["owner"] == claims["sub"]])


@app.get("/receipts/<int:number>")
@signed_in
def download(claims, number):
    app.logger.info("%s downloads %s", claims["sub"], number)
    receipt = RECEIPTS.get(number)  # found: object-without-owner-check
    if receipt is None:
        abort(404)
    return send_file(io.BytesIO(receipt["content"]), mimetype="application/pdf")
