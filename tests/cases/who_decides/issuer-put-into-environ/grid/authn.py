import datetime as dt
import hashlib

from flask import abort, request

from grid.models import Token


def request_auth_env():
    if request.method == "OPTIONS" or request.endpoint == "ping":
        return
    digest = hashlib.sha256(request.headers.get("X-Grid-Auth-Token", "").encode()).hexdigest()
    found = Token.query.filter_by(digest=digest).first()
    if found is None or found.expired_at < dt.datetime.now(dt.timezone.utc):
        abort(401)
    request.environ["vo"] = found.vo
    request.environ["issuer"] = found.account
