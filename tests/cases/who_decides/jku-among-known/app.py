import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
EVENTS = []
KEY_SETS = {
    "https://id.example/jwks.json": jwt.PyJWKClient("https://id.example/jwks.json"),
    "https://id.partner.example/jwks.json": jwt.PyJWKClient("https://id.partner.example/jwks.json"),
}


def sender():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        header = jwt.get_unverified_header(raw)
        client = KEY_SETS.get(header.get("jku"))
        if client is None:
            abort(401)
        key = client.get_signing_key(header["kid"]).key
        return jwt.decode(raw, key, algorithms=["RS256"], audience="hooks", options={"require": ["exp", "aud", "iss"]})
    except (jwt.PyJWTError, KeyError):
        abort(401)


@app.post("/hooks/build")
def build_hook():
    claims = sender()
    EVENTS.append({"from": claims["iss"], "ref": str(request.get_json()["ref"])})
    return jsonify(received=len(EVENTS))


@app.get("/hooks/build")
def seen():
    issuer = sender()["iss"]
    return jsonify([event for event in EVENTS if event["from"] == issuer])
