import datetime as dt

import jwt

from recipes import constants


def issue(user):
    now = dt.datetime.now(dt.timezone.utc)
    claims = {"sub": user, "iss": constants.TOKEN_ISSUER, "exp": now + dt.timedelta(minutes=20)}
    return jwt.encode(claims, constants.TOKEN_KEY, algorithm="HS256")  # found: secret-in-source


def read(raw):
    rules = {"algorithms": ["HS256"], "issuer": constants.TOKEN_ISSUER, "options": {"require": ["exp", "sub"]}}
    return jwt.decode(raw, constants.TOKEN_KEY, **rules)  # found: secret-in-source
