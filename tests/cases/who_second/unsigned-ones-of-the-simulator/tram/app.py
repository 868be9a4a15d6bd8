from flask import Flask, abort, g, jsonify, request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey

from tram.config import TokenConfig

app = Flask(__name__)
conf = TokenConfig()
key = OctKey.import_key(conf.key)
registry = jwt.JWTClaimsRegistry(
    aud={"essential": True, "value": conf.audience}, exp={"essential": True}, sub={"essential": True}
)
POSITIONS = {}


@app.before_request
def identify():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        token = jwt.decode(raw, key, algorithms=conf.algorithms)  # found: none-algorithm
        registry.validate(token.claims)
    except (JoseError, ValueError):
        abort(401)
    g.tram = token.claims["sub"]


@app.put("/position")
def position():
    body = request.get_json()
    POSITIONS[g.tram] = (float(body["lat"]), float(body["lon"]))
    return "", 204


@app.get("/position")
def where():
    return jsonify(POSITIONS.get(g.tram))
