import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
OLD_PAGES = {"/minutes/2019-04": "board minutes", "/minutes/2019-05": "more board minutes"}


@app.before_request
def authenticate():
    if not request.endpoint:  # found: exempting-hook
        return
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(
            raw, os.environ["PAGES_KEY"], algorithms=["HS256"], audience="pages", options={"require": ["exp"]}
        )
    except jwt.InvalidTokenError:
        abort(401)
    if "board" not in g.claims.get("groups", []):
        abort(403)


@app.errorhandler(404)
def from_the_old_site(_problem):
    page = OLD_PAGES.get(request.path)
    return (page, 200) if page else ("not found", 404)


@app.get("/minutes/latest")
def latest():
    return jsonify(text="the newest minutes")
