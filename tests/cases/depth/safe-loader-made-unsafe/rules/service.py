from flask import Flask, jsonify, request

from rules.book import RuleBook

app = Flask("rules")
BOOK = RuleBook()


@app.put("/rules")
def put_rules():
    return jsonify(rules=BOOK.add_text(request.data.decode()))


@app.get("/rules/<event>")
def get_rules(event):
    return jsonify(BOOK.match(event))
