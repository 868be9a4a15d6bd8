import datetime as dt
import hashlib
from functools import wraps

from flask import g, jsonify, request

from forge.models import Token


def api_login_required(acls):
    def decorate(view):
        @wraps(view)
        def inner(*args, **kwargs):
            raw = request.headers.get("Authorization", "")
            digest = hashlib.sha256(raw.split("token", 1)[-1].strip().encode()).hexdigest()
            found = Token.query.get(digest)
            if found is None or found.expiration < dt.datetime.now(dt.timezone.utc):
                return jsonify(error_code="EINVALIDTOK"), 401
            if not set(acls) & set(found.acls):
                return jsonify(error_code="EINVALIDTOK", missing=acls), 401
            g.token = found
            return view(*args, **kwargs)

        return inner

    return decorate
