import os
from dataclasses import dataclass, field

import jwt
from flask import Flask, abort, g, jsonify, request


@dataclass(frozen=True)
class Settings:
    issuer: str = field(default_factory=lambda: os.environ["ISSUER"])
    clients: frozenset = field(default_factory=lambda: frozenset(os.environ["CLIENTS"].split(",")))


class TokenPolicy:
    def __init__(self, settings):
        self.settings = settings
        self.jwks = jwt.PyJWKClient(f"{settings.issuer}/protocol/openid-connect/certs", lifespan=600)

    def accept(self, raw):
        key = self.jwks.get_signing_key_from_jwt(raw)
        payload = jwt.decode(
            raw, key.key, algorithms=["RS256"], issuer=self.settings.issuer, options={"verify_aud": False}
        )
        if payload.get("azp") not in self.settings.clients:
            raise jwt.InvalidAudienceError("not for us")
        return payload


app = Flask(__name__)
policy = TokenPolicy(Settings())


@app.before_request
def authenticate():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        g.payload = policy.accept(raw)
    except jwt.PyJWTError:
        abort(401)


@app.get("/projects")
def projects():
    return jsonify(user=g.payload["sub"], projects=[])
