"""A key is used for codes and for signatures alike.

What it finds
    A token call that admits an algorithm with a shared key (HS256) beside one with a public key (RS256, ES256), or
    every algorithm there is, and checks all of them with one key.

Why it matters
    A public key is no secret. Where it is also taken as the key of a code, anybody who has it signs tokens.

Instead
    One call for each issuer, with exactly the algorithms that this issuer signs with (RFC 8725 section 3.1).

How it is proven
    It is not: whether a library refuses such keys depends on its version. Two algorithms with one key are the evidence.

How the guard stops it
    Each trusted key has one algorithm, and the two kinds of key are different classes.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.reading import confusable

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=347,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-9.1.2"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Token calls that take codes and signatures."""
    for run, read, how in confusable(app):
        yield check.from_event(app, run, (read, read.labels), f"{read.name} {how}")


check.example(
    "both kinds stand in one list",
    """
    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)
    PUBLIC = open("issuer.pem").read()


    @app.get("/invoices")
    def invoices():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims = jwt.decode(token, PUBLIC, algorithms=["RS256", "HS256"], audience="api")  # found
        except jwt.InvalidTokenError:
            abort(401)
        return jsonify(owner=claims["sub"])
    """,
)
check.example(
    "each issuer has its own call, key and algorithms",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)
    PUBLIC = open("issuer.pem").read()


    def claims_of(token):
        if request.headers.get("X-Issuer") == "inside":
            return jwt.decode(token, os.environ["KEY"], algorithms=["HS256", "HS512"], audience="api")
        return jwt.decode(token, PUBLIC, algorithms=["RS256", "PS256"], audience="api")


    @app.get("/invoices")
    def invoices():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            claims = claims_of(token)
        except jwt.InvalidTokenError:
            abort(401)
        return jsonify(owner=claims["sub"])
    """,
)
