import os

import jwt
from flask import Flask, abort, jsonify, request, session

app = Flask(__name__)
app.secret_key = os.environ["SESSION_KEY"]
PANELS = {"inbox": "panel_inbox", "tasks": "panel_tasks", "news": "panel_news"}


@app.post("/sign-in")
def sign_in():
    try:
        claims = jwt.decode(
            request.get_json()["id_token"],
            os.environ["ID_PUBLIC_KEY"],
            algorithms=["RS256"],
            audience="desk",
            issuer="https://id.example",
            options={"require": ["exp", "sub"]},
        )
    except jwt.InvalidTokenError:
        abort(401)
    session.clear()
    session["user_id"] = claims["sub"]
    session["role"] = claims.get("role", "member")
    return jsonify(signed_in=claims["sub"])


@app.post("/panels/<panel>")
def panel(panel):
    key = PANELS.get(panel)
    if key is None:
        abort(404)
    session[key] = request.form.get("state") == "open"
    return "", 204
