import hashlib
from functools import wraps

from flask import request
from werkzeug.exceptions import Forbidden, Unauthorized

from platform_api.models import ApiToken


def validate_app_token(view):
    @wraps(view)
    def decorated(*args, **kwargs):
        kwargs["app_model"] = _token_of_request("app").app
        if kwargs["app_model"].status != "normal":
            raise Forbidden("the app is not in service")
        return view(*args, **kwargs)

    return decorated


def _token_of_request(kind):
    header = request.headers.get("Authorization")
    if header is None or " " not in header:
        raise Unauthorized("Authorization header must be provided")
    scheme, raw = header.split(None, 1)
    if scheme.lower() != "bearer":
        raise Unauthorized("Authorization scheme must be Bearer")
    digest = hashlib.sha256(raw.strip().encode()).hexdigest()
    found = ApiToken.query.filter_by(digest=digest, kind=kind).first()
    if found is None:
        raise Unauthorized("Access token is invalid")
    return found
