import jwt
from flask import abort, current_app, request


def who():
    raw = request.headers.get("Authorization", "").removeprefix("Bearer ")
    key = current_app.config["JWT_KEY"]
    allowed = current_app.config["JWT_ALGORITHMS"]
    try:
        claims = jwt.decode(raw, key, algorithms=allowed, **current_app.config["JWT_RULES"])  # found: none-algorithm
    except jwt.InvalidTokenError:
        abort(401)
    return claims["sub"]
