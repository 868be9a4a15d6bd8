"""A token that was refused is forgotten, and the request goes on.

What it finds
    A token call whose error is caught or suppressed, on a way on which nothing refuses the request afterwards.

Why it matters
    A forged token is treated as if none had been sent: whatever follows runs all the same.

Instead
    Answer 401 where the token is refused, or let the routes that may do without say so by name.

How it is proven
    It is not: what such a request may do is the app's own answer to "nobody".

How the guard stops it
    It refuses before the view is called, and knows no half-verified token.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.reading import ignored_errors

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=390,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-9.1.1", "cwe-755"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Token calls whose error is forgotten."""
    for run, event, how in ignored_errors(app):
        yield check.from_event(app, run, (event, ()), f"the error of a token that is refused here {how}")


check.example(
    "the error is only logged",
    """
    import os

    import jwt
    from flask import Flask, g, jsonify, request

    app = Flask(__name__)
    NOTES = []


    @app.before_request
    def authenticate():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")  # found
        except jwt.InvalidTokenError:
            app.logger.warning("a token that is not ours")


    @app.post("/notes")
    def write():
        NOTES.append(str(request.get_json()["text"]))
        return jsonify(len(NOTES)), 201
    """,
)
check.example(
    "who could not be verified is refused later",
    """
    import os

    import jwt
    from flask import Flask, abort, g, jsonify, request

    app = Flask(__name__)
    NOTES = []


    @app.before_request
    def authenticate():
        g.claims = None
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            g.claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
        except jwt.InvalidTokenError:
            app.logger.warning("a token that is not ours")


    @app.post("/notes")
    def write():
        if g.claims is None:
            abort(401)
        NOTES.append(str(request.get_json()["text"]))
        return jsonify(len(NOTES)), 201
    """,
)
