from flask import Flask, jsonify, request

from tickets.boxes import add
from tickets.names import BadName

app = Flask(__name__)


@app.errorhandler(BadName)
def bad_name(error):
    return jsonify(bad=str(error)), 400


@app.post("/tickets")
def new_ticket():
    return jsonify(number=add(request.form["box"], request.form["title"])), 201
