import json
import os
from pathlib import Path

from flask import Flask, abort, g, jsonify, request
from jwcrypto import jwk, jwt
from jwcrypto.common import JWException

app = Flask(__name__)
#: thumbprint -> locker
REGISTERED = json.loads(Path(os.environ["LOCKER_REGISTRY"]).read_text())
OPENED = {}


def locker_of(raw):
    unverified = jwt.JWT()
    unverified.deserialize(raw)
    header = unverified.token.jose_header
    key = jwk.JWK(**header["jwk"])
    locker = REGISTERED.get(key.thumbprint())
    if locker is None or key.is_symmetric:
        raise ValueError("not a registered device")
    verified = jwt.JWT(algs=["ES256"], check_claims={"exp": None, "aud": "lockers"})
    verified.deserialize(raw, key)
    return locker


@app.before_request
def identify():
    try:
        g.locker = locker_of(request.headers.get("Authorization", "").removeprefix("Bearer "))
    except (JWException, ValueError, KeyError):
        abort(401)


@app.post("/openings")
def opened():
    OPENED.setdefault(g.locker, []).append(str(request.get_json()["at"]))
    return "", 201


@app.get("/openings")
def openings():
    return jsonify(OPENED.get(g.locker, []))
