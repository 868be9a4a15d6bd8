from flask import Flask, jsonify

from upstream import Upstream

app = Flask(__name__)
weather = Upstream()


@app.get("/forecast")
def forecast():
    """Public: the weather is everybody's."""
    return jsonify(weather.get("/v1/today"))


@app.get("/healthz")
def health():
    return "ok"
