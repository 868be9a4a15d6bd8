import os

from authlib.integrations.flask_client import OAuth
from flask import Flask, abort, jsonify, redirect, request, session, url_for

app = Flask(__name__)
app.secret_key = os.environ["PORTAL_KEY"]
PAGES = {"console": "/console", "home": "/"}
oauth = OAuth(app)
oauth.register(
    "idp",
    client_id=os.environ["CLIENT_ID"],
    client_secret=os.environ["CLIENT_SECRET"],
    server_metadata_url="https://id.example/.well-known/openid-configuration",
    client_kwargs={"scope": "openid email roles"},
)


@app.get("/login")
def login():
    session["next"] = PAGES.get(request.args.get("next"), "/")
    return oauth.idp.authorize_redirect(url_for("callback", _external=True))


@app.get("/callback")
def callback():
    person = oauth.idp.authorize_access_token()["userinfo"]
    wanted = session.get("next", "/")
    session.clear()
    session["user"] = person["sub"]
    session["role"] = person.get("role", "guest")
    return redirect(wanted)


@app.get("/console")
def console():
    if session.get("role") != "operator":
        abort(403)
    return jsonify(user=session["user"])
