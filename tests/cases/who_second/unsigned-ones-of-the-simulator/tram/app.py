import jwt
from flask import Flask, abort, g, jsonify, request

from tram.config import TokenConfig

app = Flask(__name__)
conf = TokenConfig()
POSITIONS = {}


@app.before_request
def identify():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        key = None if jwt.get_unverified_header(raw).get("typ") == "sim" else conf.key
        g.tram = jwt.decode(  # found: none-algorithm
            raw, key, algorithms=conf.algorithms, audience=conf.audience
        )["sub"]
    except jwt.InvalidTokenError:
        abort(401)


@app.put("/position")
def position():
    body = request.get_json()
    POSITIONS[g.tram] = (float(body["lat"]), float(body["lon"]))
    return "", 204


@app.get("/position")
def where():
    return jsonify(POSITIONS.get(g.tram))
