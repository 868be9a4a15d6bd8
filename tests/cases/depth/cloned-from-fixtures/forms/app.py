from dataclasses import asdict

from flask import Flask, jsonify, request

from forms.editing import extended, titled

app = Flask(__name__)


@app.post("/forms")
def make():
    body = request.get_json()
    form = extended(titled(str(body["title"])), body.get("labels", []))
    return jsonify(asdict(form)), 201
