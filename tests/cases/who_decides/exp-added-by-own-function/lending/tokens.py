import os
import time

from authlib.jose import JsonWebToken

codec = JsonWebToken(["HS256"])
KEY = os.environ["LENDING_KEY"]
RULES = {"exp": {"essential": True}, "iss": {"essential": True, "value": "lending"}}


def with_lifetime(claims, minutes):
    now = int(time.time())
    return {**claims, "iat": now, "exp": now + 60 * minutes}


def issue(card):
    claims = {"sub": card, "iss": "lending"}
    claims = with_lifetime(claims, minutes=30)
    return codec.encode({"alg": "HS256"}, claims, KEY).decode()


def read(raw):
    claims = codec.decode(raw, KEY, claims_options=RULES)
    claims.validate()
    return claims
