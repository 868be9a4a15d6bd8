import jwt
from flask import Flask, abort, jsonify, request

from keys import key_for

app = Flask(__name__)


def claims():
    token = request.headers.get("Authorization", "").removeprefix("Bearer ")
    try:
        key = key_for(jwt.get_unverified_header(token).get("kid"))
        if key is None:
            abort(401)
        return jwt.decode(
            token,
            key,
            algorithms=["RS256"],
            audience="api",
            issuer="https://id.example",
            options={"require": ["exp"]},
        )
    except jwt.InvalidTokenError:
        abort(401)


@app.get("/admin")
def admin():
    if "admin" not in claims().get("roles", []):
        abort(403)
    return jsonify(ok=True)
