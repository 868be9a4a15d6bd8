import datetime as dt
import hashlib

from flask import abort, request, session

from contest.models import UserToken


def lookup_user_token(raw):
    found = UserToken.query.filter_by(digest=hashlib.sha256(raw.encode()).hexdigest()).first()
    if found is None:
        abort(401)
    if found.expiration < dt.datetime.now(dt.timezone.utc):
        abort(401)
    return found.user_id


def tokens():
    header = request.headers.get("Authorization")
    if not header or request.mimetype != "application/json":
        return
    kind, _, raw = header.partition(" ")
    if kind != "Token":
        abort(401)
    session["id"] = lookup_user_token(raw)
