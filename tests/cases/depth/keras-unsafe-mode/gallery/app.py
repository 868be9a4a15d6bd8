from flask import Flask, jsonify, redirect, request, url_for

from gallery.archive import FOLDER, Exhibit

app = Flask(__name__)


@app.get("/exhibits")
def index():
    return jsonify(sorted(path.name for path in FOLDER.glob("*.keras")))


@app.post("/exhibits")
def add():
    exhibit = Exhibit.keep(request.files["model"])
    app.logger.info("%s has %d layers", exhibit.name, len(exhibit.layers()))
    return redirect(url_for("index"), 303)
