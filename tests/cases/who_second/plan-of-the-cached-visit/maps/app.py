import os
import secrets

import jwt
from flask import Flask, abort, g, jsonify, request

from maps.cache import cache
from maps.plans import plan_required

app = Flask(__name__)
app.config["CACHE_REDIS_URL"] = os.environ["REDIS_URL"]
cache.init_app(app)


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = jwt.decode(raw, os.environ["MAPS_KEY"], algorithms=["HS256"], audience="maps")
    except jwt.InvalidTokenError:
        abort(401)


@app.post("/visits")
def visit():
    number = secrets.token_urlsafe(16)
    cache.set(f"visit:{number}", {"plan": g.claims.get("plan", "free")})
    response = jsonify(ok=True)
    response.set_cookie("visit", number, httponly=True, secure=True, samesite="Lax")
    return response


@app.get("/tiles")
def tiles():
    return jsonify(tiles=["low"])


@app.get("/satellite")
@plan_required("pro", "team")
def satellite():
    return jsonify(tiles=["high"])
