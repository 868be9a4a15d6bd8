import jwt
from flask import Flask, abort, jsonify, request

app = Flask(__name__)
EVENTS = []


def sender():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        header = jwt.get_unverified_header(raw)
        client = jwt.PyJWKClient(header["jku"])  # found: key-from-token
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


@app.delete("/hooks/build")
def forget():
    issuer = sender()["iss"]
    EVENTS[:] = [event for event in EVENTS if event["from"] != issuer]
    return "", 204
