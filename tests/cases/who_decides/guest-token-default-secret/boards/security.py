import time

import jwt

from boards import config


def create_guest_token(username, dashboards):
    now = int(time.time())
    claims = {
        "user": {"username": username},
        "resources": dashboards,
        "iat": now,
        "exp": now + config.GUEST_TOKEN_JWT_EXP_SECONDS,
        "aud": "boards",
    }
    return jwt.encode(claims, config.GUEST_TOKEN_JWT_SECRET, algorithm="HS256")  # found: secret-in-source


def parse_guest_token(raw):
    key, must = config.GUEST_TOKEN_JWT_SECRET, {"require": ["exp", "resources"]}
    return jwt.decode(raw, key, algorithms=["HS256"], audience="boards", options=must)  # found: secret-in-source
