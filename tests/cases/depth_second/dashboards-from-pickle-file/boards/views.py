import pickle

from flask import flash, redirect, render_template, request
from flask_appbuilder import BaseView, expose, has_access

from boards.models import Board


class ImportView(BaseView):
    route_base = "/boards"
    default_view = "import_boards"

    @expose("/import", methods=["GET", "POST"])
    @has_access
    def import_boards(self):
        f = request.files.get("file")
        if request.method == "POST" and f:
            data = pickle.load(f)  # found: pickle-from-request
            for plain in data["boards"]:
                Board.import_one(plain["slug"], plain["title"])
            flash(f"{len(data['boards'])} boards imported", "info")
            return redirect("/boards/list/")
        return render_template("import_boards.html")
