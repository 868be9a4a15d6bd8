import logging
import secrets
import time

import jwt
from flask import current_app

from portal.models import ApiToken, db

log = logging.getLogger(__name__)


def _algorithm():
    return current_app.config["API_TOKEN_ALGORITHM"]


def _secret():
    return current_app.config["API_TOKEN_SECRET"]


def create(user_id, name):
    row = ApiToken(jti=secrets.token_urlsafe(24), name=name, user_id=user_id)
    db.session.add(row)
    db.session.commit()
    data = {"jti": row.jti, "iat": int(time.time()), "exp": int(time.time()) + 90 * 86400}
    return jwt.encode(data, _secret(), algorithm=_algorithm())


def decode(encoded):
    try:
        return jwt.decode(encoded, _secret(), algorithms=[_algorithm()])
    except jwt.InvalidTokenError as error:
        log.info("Cannot decode JWT token: %s", error)
        return None


def user_of(encoded):
    data = decode(encoded)
    if not data or "jti" not in data:
        return None
    row = ApiToken.query.filter_by(jti=data["jti"]).first()
    return row.user_id if row else None
