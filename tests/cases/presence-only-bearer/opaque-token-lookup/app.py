import os

from flask import Flask, abort, jsonify, request

from tokens import owner_of

app = Flask(__name__)
DATABASE = os.environ["DATABASE"]


@app.get("/me")
def me():
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer":
        abort(401)
    user = owner_of(token, DATABASE)
    if user is None:
        abort(401)
    return jsonify(user=user)
