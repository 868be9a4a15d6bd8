from flask import Blueprint, flash, g, redirect, request, session, url_for
from werkzeug.security import check_password_hash

from .db import get_db

auth = Blueprint("auth", __name__)


@auth.before_app_request
def load_writer():
    writer_id = session.get("writer_id")
    g.writer = None
    if writer_id is not None:
        g.writer = get_db().execute("SELECT * FROM writer WHERE id = ?", (writer_id,)).fetchone()


@auth.route("/login", methods=("GET", "POST"))
def login():
    if request.method == "POST":
        name, password = request.form["name"], request.form["password"]
        writer = get_db().execute("SELECT * FROM writer WHERE name = ?", (name,)).fetchone()
        problem = None
        if writer is None:
            problem = "No such writer."
        elif not check_password_hash(writer["password"], password):
            problem = "Wrong password."
        if problem is None:
            session.clear()
            session["writer_id"] = writer["id"]
            return redirect(url_for("auth.login"))
        flash(problem)
    return "<form method=post>...</form>"
