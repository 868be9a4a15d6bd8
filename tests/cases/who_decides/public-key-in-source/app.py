import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)

ISSUER_KEY = """-----BEGIN PUBLIC KEY-----
MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
-----END PUBLIC KEY-----"""
NO_TOKEN = "A token is needed."


@app.before_request
def authenticate():
    scheme, _, raw = request.headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer":
        abort(401, NO_TOKEN)
    try:
        g.claims = jwt.decode(
            raw,
            key=ISSUER_KEY,
            algorithms=["EdDSA"],
            issuer="https://id.harbour.example",
            audience="tides",
            options={"require": ["exp", "iss", "aud"]},
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/tides")
def tides():
    return jsonify(station=g.claims.get("station"), tides=[])
