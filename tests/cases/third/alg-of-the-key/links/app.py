from collections import defaultdict

from flask import Flask, jsonify

from links.caller import caller

app = Flask(__name__)
links = defaultdict(list)


@app.get("/links")
def mine():
    return jsonify(links[caller()])
