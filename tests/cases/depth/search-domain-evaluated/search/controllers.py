from flask import Flask, jsonify, request

from search.evaluation import domain
from search.matching import matches

app = Flask(__name__)
RECORDS = [{"name": "desk", "colour": "red"}, {"name": "lamp", "colour": "blue"}]


@app.get("/search_read")
def search_read():
    lang = request.accept_languages.best or "en"
    leaves = domain(request.args.get("domain", "[]"), lang)
    return jsonify([record for record in RECORDS if matches(record, leaves)])
