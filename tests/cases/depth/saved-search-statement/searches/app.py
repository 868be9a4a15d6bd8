from flask import Flask, jsonify, request
from sqlalchemy import select

from searches.saved import SavedSearch
from searches.tables import people

app = Flask(__name__)


@app.get("/people")
def search():
    if "saved" in request.args:
        found = SavedSearch.from_text(request.args["saved"])
    else:
        found = SavedSearch(select(people.c.id, people.c.name).limit(50))
    return jsonify(rows=found.rows(), saved=found.as_text())
