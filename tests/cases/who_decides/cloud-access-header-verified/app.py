import os

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)
TEAM = os.environ["ACCESS_TEAM_URL"]
AUDIENCE = os.environ["ACCESS_AUDIENCE"]
KEYS = jwt.PyJWKClient(f"{TEAM}/cdn-cgi/access/certs", lifespan=600)


@app.before_request
def verify_assertion():
    raw = request.headers.get("Cf-Access-Jwt-Assertion")
    if not raw:
        abort(403)
    try:
        key = KEYS.get_signing_key_from_jwt(raw).key
        claims = jwt.decode(
            raw, key, algorithms=["RS256"], audience=AUDIENCE, issuer=TEAM, options={"require": ["exp", "iss", "aud"]}
        )
    except jwt.PyJWTError:
        abort(403)
    g.email = claims["email"]


@app.get("/tools")
def tools():
    return jsonify(email=g.email, tools=["logs", "metrics"])


@app.post("/tools/restart")
def restart():
    if not g.email.endswith("@ops.example"):
        abort(403)
    return jsonify(restarted_by=g.email), 202
