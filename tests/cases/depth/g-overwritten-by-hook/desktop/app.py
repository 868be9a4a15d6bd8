from flask import Flask, jsonify

from desktop.hooks import install
from desktop.layout import columns, layout

app = Flask(__name__)
install(app)


@app.get("/layout")
def show():
    return jsonify(layout())


@app.get("/columns")
def show_columns():
    return jsonify(columns=columns())
