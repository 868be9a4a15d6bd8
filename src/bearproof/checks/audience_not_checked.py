"""A token that was issued for another app is taken.

What it finds
    A token of an issuer who serves other apps too, verified with the check of the audience switched off or not asked
    for, where no other claim says for whom it is.

Why it matters
    Every app that gets a token of the same issuer can use it here, in its user's name.

Instead
    Give the call the `audience` of this app and leave the check on (RFC 8725 section 3.9).

How it is proven
    It is not: a token of the issuer for another app would be needed.

How the guard stops it
    It does not start without an audience, and refuses tokens for others.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.reading import without_audience

check = Check(
    __name__,
    severity=Severity.MEDIUM,
    cwe=345,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-9.2.3"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Token calls that take tokens for others."""
    for run, read, how in without_audience(app):
        yield check.from_event(app, run, (read, read.labels), f"{read.name} {how}, and the issuer serves others too")


check.example(
    "the check is off",
    """
    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)
    keys = jwt.PyJWKClient("https://id.example/keys")


    @app.get("/rooms")
    def rooms():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            key = keys.get_signing_key_from_jwt(token).key
            claims = jwt.decode(token, key, algorithms=["RS256"], options={"verify_aud": False})  # found
        except jwt.PyJWTError:
            abort(401)
        return jsonify(owner=claims["sub"])
    """,
)
check.example(
    "the app compares for whom it is",
    """
    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)
    keys = jwt.PyJWKClient("https://id.example/keys")


    @app.get("/rooms")
    def rooms():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            key = keys.get_signing_key_from_jwt(token).key
            claims = jwt.decode(token, key, algorithms=["RS256"], options={"verify_aud": False})
        except jwt.PyJWTError:
            abort(401)
        if claims.get("azp") != "rooms":
            abort(401)
        return jsonify(owner=claims["sub"])
    """,
)
check.example(
    "nobody else is served: the app issues the tokens",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/rooms")
    def rooms():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], options={"verify_aud": False})
        except jwt.InvalidTokenError:
            abort(401)
        return jsonify(owner=claims["sub"])
    """,
)
