"""A token brings the key that it is verified with.

What it finds
    A key, a certificate or the address of a key that comes from the header of a token (`jwk`, `x5c`, `jku`, `x5u`) and
    is made, fetched or used without being compared with what the app trusts.

Why it matters
    Whoever sends the token signs it with a key of their own and sends the key along.

Instead
    Keep the keys of your issuers, or one address for each, in the settings, and let the token name one by `kid`.

How it is proven
    It is not: that would need an address that the app fetches from. The way of the key is the evidence.

How the guard stops it
    It knows its keys before the token comes; `jwk`, `jku`, `x5u` and `x5c` in a header are refused.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.reading import key_of_token
from bearproof.taint.authorization.seeing import said_by_token

check = Check(
    __name__,
    severity=Severity.CRITICAL,
    cwe=347,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-9.1.3", "cwe-345"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Keys that came with the token."""
    for run, call, name in key_of_token(app):
        labels = tuple(label for part in (*call.args, *call.keywords.values()) for label in part.labels)
        label = said_by_token(labels, name)
        message = f"{call.name} takes the key from `{name}` in the token's own header"
        yield check.from_event(app, run, (call, (label,) if label is not None else ()), message)


check.example(
    "the address of the keys stands in the token",
    """
    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/devices")
    def devices():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            header = jwt.get_unverified_header(token)
            client = jwt.PyJWKClient(header["jku"])  # found
            key = client.get_signing_key(header["kid"]).key
            claims = jwt.decode(token, key, algorithms=["ES256"], audience="api")
        except (jwt.PyJWTError, KeyError):
            abort(401)
        return jsonify(owner=claims["sub"])
    """,
)
check.example(
    "the address is one of those that we know",
    """
    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)
    TRUSTED = ("https://id.example/keys", "https://id.example/more-keys")


    @app.get("/devices")
    def devices():
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        try:
            header = jwt.get_unverified_header(token)
            if header["jku"] not in TRUSTED:
                abort(401)
            key = jwt.PyJWKClient(header["jku"]).get_signing_key(header["kid"]).key
            claims = jwt.decode(token, key, algorithms=["ES256"], audience="api")
        except (jwt.PyJWTError, KeyError):
            abort(401)
        return jsonify(owner=claims["sub"])
    """,
)
