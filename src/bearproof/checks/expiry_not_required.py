"""An expired token is still good.

What it finds
    A token call whose check of the expiry is switched off, never run, made void by its leeway, or whose error for
    expired tokens is caught and forgotten, where nothing else compares `exp`.

Why it matters
    A token that once leaked works forever, and signing out or being dismissed changes nothing.

Instead
    Leave the check of `exp` on, and require it: `options={"require": ["exp"]}`.

How it is proven
    It is not: an expired token of the app's own would be needed.

How the guard stops it
    A token without `exp`, or after it, is refused; the leeway is a minute at most.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.reading import without_expiry

check = Check(
    __name__,
    severity=Severity.MEDIUM,
    cwe=613,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-9.2.1"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Token calls that let expired tokens pass."""
    for run, read, how in without_expiry(app):
        yield check.from_event(app, run, (read, read.labels), f"{read.name} {how}")


check.example(
    "the check is off",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/parcels")
    def parcels():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims = jwt.decode(token, os.environ["KEY"], ["HS256"], {"verify_exp": False}, audience="api")  # found
        except jwt.InvalidTokenError:
            abort(401)
        return jsonify(owner=claims["sub"])
    """,
)
check.example(
    "the error for expired tokens is caught and forgotten",
    """
    import os

    import jwt
    from flask import Flask, abort, g, jsonify, request

    app = Flask(__name__)


    @app.get("/parcels")
    def parcels():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        g.owner = request.args.get("guest", "nobody")
        try:
            g.owner = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")["sub"]  # found
        except jwt.ExpiredSignatureError:
            app.logger.info("an old token")
        except jwt.InvalidTokenError:
            abort(401)
        return jsonify(owner=g.owner)
    """,
)
check.example(
    "the library checks it, with a little leeway",
    """
    import os
    from datetime import timedelta

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/parcels")
    def parcels():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims = jwt.decode(
                token, os.environ["KEY"], algorithms=["HS256"], audience="api", leeway=timedelta(seconds=30)
            )
        except jwt.ExpiredSignatureError:
            abort(401, "expired")
        except jwt.InvalidTokenError:
            abort(401)
        return jsonify(owner=claims["sub"])
    """,
)
check.example(
    "the app compares it itself",
    """
    import os
    import time

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/parcels")
    def parcels():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims = jwt.decode(token, os.environ["KEY"], ["HS256"], {"verify_exp": False}, audience="api")
        except jwt.InvalidTokenError:
            abort(401)
        if claims["exp"] + 5 < time.time():
            abort(401)
        return jsonify(owner=claims["sub"])
    """,
)
