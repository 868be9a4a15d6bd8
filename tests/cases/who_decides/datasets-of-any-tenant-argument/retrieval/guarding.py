import hashlib
from functools import wraps

from flask import jsonify, request

from retrieval.models import ApiToken


def token_required(view):
    @wraps(view)
    def inner(*args, **kwargs):
        words = request.headers.get("Authorization", "").split()
        digest = hashlib.sha256(words[-1].encode()).hexdigest() if words else ""
        found = ApiToken.query.filter_by(digest=digest).first()
        if found is None:
            return jsonify(code=109, message="Authentication error: API key is invalid!"), 401
        return view(found.tenant_id, *args, **kwargs)

    return inner
