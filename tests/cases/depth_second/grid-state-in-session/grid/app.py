import os

import redis
from flask import Flask, abort, jsonify, request
from flask_session import Session

from grid.transactions import TABLES, begin, command_of

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["GRID_SECRET_KEY"]
app.config["SESSION_TYPE"] = "redis"
app.config["SESSION_SERIALIZATION_FORMAT"] = "msgpack"
app.config["SESSION_REDIS"] = redis.from_url(os.environ["GRID_REDIS"])
Session(app)


@app.post("/grid/<int:trans_id>")
def start(trans_id):
    number = request.form.get("table", 0, type=int)
    if not 0 <= number < len(TABLES):
        abort(400)
    return jsonify(table=begin(trans_id, number).table)


@app.get("/grid/<trans_id>/page/<int:number>")
def page(trans_id, number):
    command = command_of(trans_id)
    if command is None:
        abort(410)
    return jsonify(offset=command.page(number).offset)
