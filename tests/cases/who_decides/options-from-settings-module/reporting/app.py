from flask import Flask, jsonify

from reporting.auth import department

app = Flask(__name__)
FIGURES = {"2024": 1200, "2025": 1480}


@app.get("/figures")
@department("finance")
def figures():
    return jsonify(FIGURES)


@app.get("/figures/total")
@department("finance")
def total():
    return jsonify(total=sum(FIGURES.values()))
