import os

import jwt
from flask import Flask, abort, current_app, g, jsonify, request

app = Flask(__name__, static_url_path="/assets")


@app.before_request
def cors_or_auth():
    if request.method == "OPTIONS" and "Origin" in request.headers:
        return current_app.make_default_options_response()
    if request.endpoint == "static":
        return None
    header = request.headers.get("Authorization", "")
    try:
        g.claims = jwt.decode(
            header.removeprefix("Bearer "), os.environ["SLICER_KEY"], algorithms=["HS256"], audience="slicer"
        )
    except jwt.InvalidTokenError:
        abort(401)
    return None


@app.get("/profiles")
def profiles():
    return jsonify(user=g.claims["sub"], profiles=["draft", "fine"])


@app.post("/slice")
def slice_model():
    if "slice" not in g.claims.get("permissions", []):
        abort(403)
    return jsonify(job=str(request.get_json()["model"])), 202
