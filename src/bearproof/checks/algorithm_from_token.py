"""A token is verified with the algorithm that it names itself.

What it finds
    A token call whose list of algorithms comes from the header of the token.

Why it matters
    Whoever sends the token chooses how it is checked, and chooses what they can forge.

Instead
    List the algorithms of your issuer in the call (RFC 8725 section 3.1); take them from your own key set if you must.

How it is proven
    It is not: which forgeries pass depends on the key. The way from the header to the call is the evidence.

How the guard stops it
    The algorithm comes from the trusted key, and a token that names another is refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.reading import algorithm_of_token

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=347,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-9.1.2", "cwe-327"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Token calls whose algorithm the token names."""
    for run, read, how in algorithm_of_token(app):
        yield check.from_event(app, run, (read, read.labels), f"{read.name} {how}")


check.example(
    "the header says how it is checked",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/orders")
    def orders():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            named = jwt.get_unverified_header(token)["alg"]
            claims = jwt.decode(token, os.environ["KEY"], algorithms=[named], audience="api")  # found
        except (jwt.InvalidTokenError, KeyError):
            abort(401)
        return jsonify(owner=claims["sub"])
    """,
)
check.example(
    "the header's algorithm is one of two that we speak",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/orders")
    def orders():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            named = jwt.get_unverified_header(token)["alg"]
            if named not in ("HS256", "HS512"):
                abort(401)
            claims = jwt.decode(token, os.environ["KEY"], algorithms=[named], audience="api")
        except (jwt.InvalidTokenError, KeyError):
            abort(401)
        return jsonify(owner=claims["sub"])
    """,
)
