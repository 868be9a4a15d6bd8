import secrets

from flask import Blueprint, redirect, request, session
from werkzeug.security import check_password_hash

from .people import person

login = Blueprint("login", __name__)


@login.post("/login")
def sign_in():
    found = person(request.form.get("email", ""))
    if found is None or not check_password_hash(found["password_hash"], request.form.get("password", "")):
        return redirect("/login?failed=1")
    session.clear()
    session["user_id"] = found["id"]
    session["role"] = found["role"]
    session["csrf"] = secrets.token_urlsafe(16)
    return redirect("/")
