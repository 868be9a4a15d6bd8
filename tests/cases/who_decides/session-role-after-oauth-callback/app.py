import os

from authlib.integrations.flask_client import OAuth
from flask import Flask, abort, jsonify, redirect, request, session, url_for

app = Flask(__name__)
app.secret_key = os.environ["PORTAL_KEY"]
oauth = OAuth(app)
oauth.register(
    "idp",
    client_id=os.environ["CLIENT_ID"],
    client_secret=os.environ["CLIENT_SECRET"],
    server_metadata_url="https://id.example/.well-known/openid-configuration",
    client_kwargs={"scope": "openid email"},
)


@app.get("/login")
def login():
    return oauth.idp.authorize_redirect(url_for("callback", _external=True))


@app.get("/callback")
def callback():
    token = oauth.idp.authorize_access_token()
    session["user"] = token["userinfo"]["sub"]
    session["role"] = request.args.get("role", "guest")  # found: session-filled-from-request
    return redirect(url_for("console"))


@app.get("/console")
def console():
    if session.get("role") != "operator":  # echo: role-from-untrusted-data
        abort(403)
    return jsonify(user=session["user"])
