import os
from functools import wraps

import jwt
from flask import jsonify, request


def error(status, reason, message):
    return jsonify(status="failure", reason=reason, message=message), status


def sufficient_scope(payload, conversation_id):
    user = payload.get("user", {})
    if user.get("role") == "admin":
        return True
    if user.get("role") == "user":
        return conversation_id is not None and user.get("username") == conversation_id
    return False


def requires_auth(view):
    @wraps(view)
    def decorated(*args, **kwargs):
        raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            payload = jwt.decode(raw, os.environ["CHAT_JWT_SECRET"], algorithms=["HS256"])
        except jwt.InvalidTokenError:
            return error(401, "NotAuthenticated", "User is not authenticated.")
        if not sufficient_scope(payload, kwargs.get("conversation_id")):
            return error(403, "NotAuthorized", "User has insufficient permissions.")
        return view(*args, **kwargs)

    return decorated
