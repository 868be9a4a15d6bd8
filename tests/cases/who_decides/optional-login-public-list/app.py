import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
THREADS = [{"title": "Welcome", "public": True, "by": "ann"}, {"title": "Staff", "public": False, "by": "ann"}]


@app.before_request
def maybe_known():
    g.user = None
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not raw:
        return
    try:
        g.user = jwt.decode(
            raw, os.environ["FORUM_KEY"], algorithms=["HS256"], audience="forum", options={"require": ["exp"]}
        )["sub"]
    except jwt.InvalidTokenError:
        app.logger.info("an invalid token came in; treated as a guest")


@app.get("/threads")
def threads():
    visible = [t for t in THREADS if t["public"] or g.user == t["by"]]
    return jsonify(visible)


@app.post("/threads")
def open_thread():
    if g.user is None:
        abort(401)
    THREADS.append({"title": str(request.get_json()["title"]), "public": True, "by": g.user})
    return "", 201
