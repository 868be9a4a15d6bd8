"""A token is written to a log.

What it finds
    A credential of the request, or a token that was just issued, given to a logging call as it is.

Why it matters
    Logs are kept long, copied to other systems and read by many; a token in them is a key for each.

Instead
    Log who was verified, or the token's `jti`; where the token itself must be told apart, a digest of it.

How it is proven
    It is not: the log is not the scan's to read.

How the guard stops it
    It never logs a token; the reason of a refusal says what was wrong, without a part of it.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.credentials import logged, whole_credential

check = Check(
    __name__,
    severity=Severity.MEDIUM,
    cwe=532,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-16.2.5"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Logging calls that are given a credential."""
    for run, call, what in logged(app):
        labels = tuple(label for part in (*call.args, *call.keywords.values()) for label in part.labels)
        told = tuple(label for label in labels if whole_credential(label))[:1]
        yield check.from_event(app, run, (call, told), f"{what} is written to the log")


check.example(
    "the refused token is logged",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/files")
    def files():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
        except jwt.InvalidTokenError:
            app.logger.warning("refused %s", token)  # found
            abort(401)
        return jsonify(owner=claims["sub"])
    """,
)
check.example(
    "a digest, the length and the name are logged",
    """
    import hashlib
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/files")
    def files():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
        except jwt.InvalidTokenError:
            app.logger.warning("refused %s", hashlib.sha256(token.encode()).hexdigest())
            app.logger.warning("%d characters, %s…", len(token), token[:6])
            abort(401)
        app.logger.info("%s asks with a token", claims["sub"])
        return jsonify(owner=claims["sub"])
    """,
)
