import os
from typing import NamedTuple

import jwt
from flask import Flask, abort, g, jsonify, request

app = Flask(__name__)


class Provider(NamedTuple):
    keys: jwt.PyJWKClient
    audience: str
    algorithms: list


PROVIDERS = {
    "https://login.work.example/": Provider(
        jwt.PyJWKClient("https://login.work.example/jwks.json"), os.environ["WORK_AUDIENCE"], ["RS256"]
    ),
    "https://partners.example/realms/b2b": Provider(
        jwt.PyJWKClient("https://partners.example/realms/b2b/certs"), os.environ["B2B_AUDIENCE"], ["ES256"]
    ),
}


def read_token(raw):
    hint = jwt.decode(raw, options={"verify_signature": False})
    provider = PROVIDERS.get(hint.get("iss"))
    if provider is None:
        raise jwt.InvalidIssuerError("unknown issuer")
    key = provider.keys.get_signing_key_from_jwt(raw).key
    return jwt.decode(
        raw,
        key,
        algorithms=provider.algorithms,
        audience=provider.audience,
        issuer=hint["iss"],
        options={"require": ["exp", "sub"]},
    )


@app.before_request
def load_claims():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.claims = read_token(raw)
    except jwt.PyJWTError as exc:
        app.logger.info("refused: %s", exc)
        abort(401)


@app.get("/me")
def me():
    return jsonify(sub=g.claims["sub"], name=g.claims.get("name"))


@app.get("/tariffs")
def tariffs():
    if "partner" in g.claims.get("groups", []):
        return jsonify(rows=["b2b-small", "b2b-large"])
    return jsonify(rows=["internal"])
