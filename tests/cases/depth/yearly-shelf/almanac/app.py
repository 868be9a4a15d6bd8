from flask import Flask, jsonify, request

from almanac.shelves import UnknownSection, entries
from almanac.summary import extremes, mean

app = Flask(__name__)


@app.errorhandler(UnknownSection)
def no_section(error):
    return jsonify(section=str(error)), 404


@app.get("/almanac/<int:year>/<section>")
def show(year, section):
    values = entries(year, section).values()
    return jsonify(mean=mean(values), extremes=extremes(values))


@app.get("/almanac")
def newest():
    year = int(request.args["year"])
    return jsonify(days=len(entries(year, "weather")))
