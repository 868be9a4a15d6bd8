import json
import os
import uuid
from pathlib import Path

from flask import Flask, abort, g, jsonify, request, session
from jose import JWTError, jwt

app = Flask(__name__)
app.secret_key = os.environ["CONSOLE_SECRET"]
WRITERS = frozenset(json.loads(Path(os.environ["CONSOLE_WRITERS"]).read_text()))
RESULTS = {}


@app.before_request
def validate_session():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        claims = jwt.decode(raw, os.environ["CONSOLE_KEY"], algorithms=["HS256"], audience="console")
    except JWTError:
        abort(401)
    g.user_id = claims["sub"]
    if session.get("user_id") != g.user_id:
        session.clear()
        session["user_id"] = g.user_id
        session["channel"] = str(uuid.uuid4())
        session["writer"] = g.user_id in WRITERS


@app.get("/results")
def results():
    return jsonify(RESULTS.get(session["channel"], []))


@app.post("/statements")
def statements():
    if not session.get("writer"):
        abort(403)
    RESULTS.setdefault(session["channel"], []).append(str(request.get_json()["sql"]))
    return "", 202
