import os

from flask import Flask, abort, redirect, render_template_string, request
from itsdangerous import BadData, URLSafeTimedSerializer
from werkzeug.security import generate_password_hash

app = Flask(__name__)
app.config["SECRET_KEY"] = os.environ["SITE_KEY"]
PASSWORDS = {}
FORM = "<form method=post><input name=password type=password></form>"


def signer():
    return URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="reset")


def subject(token):
    try:
        name, old = signer().loads(token, max_age=3600)
    except BadData:
        abort(400)
    if PASSWORDS.get(name) != old:
        abort(400)
    return name


@app.get("/reset/<token>")
def reset_form(token):
    subject(token)
    return render_template_string(FORM)


@app.post("/reset/<token>")
def reset(token):
    name = subject(token)
    PASSWORDS[name] = generate_password_hash(request.form["password"])
    return redirect("/")
