from flask import Flask, flash, redirect, request, url_for

from boards.importer import load_export
from boards.models import title_of

app = Flask(__name__)
IMPORTED = []


@app.route("/import_dashboards/", methods=["GET", "POST"])
def import_dashboards():
    f = request.files.get("file")
    if request.method != "POST" or not f:
        return "choose a file", 200
    IMPORTED.extend(title_of(board) for board in load_export(f.stream)["dashboards"])
    return redirect(url_for("import_dashboards"))
