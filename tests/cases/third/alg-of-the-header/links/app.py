from collections import defaultdict

from flask import Flask, jsonify, request

from links.caller import caller

app = Flask(__name__)
links = defaultdict(list)


@app.get("/links")
def mine():
    return jsonify(links[caller()])


@app.post("/links")
def add():
    links[caller()].append(str(request.get_json()["url"]))
    return "", 201
