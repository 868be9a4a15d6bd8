import os

from flask import Flask, abort, redirect, request, session
from itsdangerous import BadData, URLSafeTimedSerializer

app = Flask(__name__)
app.secret_key = os.environ["SECRET_KEY"]
links = URLSafeTimedSerializer(os.environ["LINK_KEY"], salt="sign-in")


@app.get("/sign-in")
def sign_in():
    try:
        email = links.loads(request.args.get("link", ""), max_age=600)
    except BadData:
        abort(401)
    session.clear()
    session["email"] = email
    return redirect("/")


@app.get("/")
def index():
    if "email" not in session:
        abort(401)
    return f"Signed in as {session['email']}"
