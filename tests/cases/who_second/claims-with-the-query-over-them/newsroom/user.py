import os
from types import SimpleNamespace

from authlib.jose import JsonWebToken
from flask import request

_jwt = JsonWebToken(["HS256"])
_OPTIONS = {"aud": {"essential": True, "value": "newsroom"}, "exp": {"essential": True}}


def current():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    claims = _jwt.decode(raw, os.environ["NEWSROOM_KEY"], claims_options=_OPTIONS)
    claims.validate()
    merged = {**claims, **request.args.to_dict()}  # found: token-merged-with-untrusted-data
    return SimpleNamespace(**merged)
