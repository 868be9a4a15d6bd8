import json
import os
from pathlib import Path
from typing import Any

from flask import Flask, abort, g, jsonify, request
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet

app = Flask(__name__)
KEYS = KeySet.import_key_set(json.loads(Path(os.environ["KEYS_FILE"]).read_text()))
REGISTRY = jwt.JWTClaimsRegistry(
    iss={"essential": True, "value": os.environ["ISSUER"]},
    aud={"essential": True, "value": "bikes"},
    exp={"essential": True},
    sub={"essential": True},
)
RIDES: dict[str, list[dict[str, Any]]] = {}


def claims_of(raw: str) -> dict[str, Any]:
    token = jwt.decode(raw, KEYS, algorithms=["ES256"])
    REGISTRY.validate(token.claims)
    return token.claims


@app.before_request
def authenticate() -> None:
    try:
        g.rider = claims_of(request.headers.get("Authorization", "").removeprefix("Bearer "))["sub"]
    except (JoseError, ValueError):
        abort(401)


@app.get("/rides")
def rides():
    return jsonify(RIDES.get(g.rider, []))


@app.post("/rides")
def start():
    RIDES.setdefault(g.rider, []).append({"bike": str(request.get_json()["bike"])})
    return "", 201
