from datetime import datetime, timedelta, timezone

import jwt

SIGNING_KEY = "tr0ub4dor-and-3-very-long-words-for-our-tokens"
AUDIENCE = "https://desk.example"


def issue(subject):
    now = datetime.now(timezone.utc)
    payload = {"sub": subject, "aud": AUDIENCE, "iat": now, "exp": now + timedelta(minutes=20)}
    return jwt.encode(payload, SIGNING_KEY, algorithm="HS256")  # found: secret-in-source


def read(token):
    rules = {"audience": AUDIENCE, "options": {"require": ["exp", "sub", "aud"]}}
    return jwt.decode(token, SIGNING_KEY, algorithms=["HS256"], **rules)  # found: secret-in-source
