"""A token is issued that never expires.

What it finds
    A call that makes a token whose claims are all known and hold no `exp`, or that is told to leave it out.

Why it matters
    Once it has leaked it works forever, and there is nothing to wait for.

Instead
    Give it an `exp` a few minutes ahead, and renew it (RFC 9700 section 4.14).

How it is proven
    It is not: the claims stand in the source.

How the guard stops it
    It takes no token without `exp`, and issues none.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.credentials import issued_forever

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
    """Calls that make tokens without an end."""
    for run, call, how in issued_forever(app):
        yield check.from_event(app, run, (call, ()), f"{call.name} {how}")


check.example(
    "the claims hold no end",
    """
    import os
    import time

    import jwt
    from flask import Flask, jsonify

    app = Flask(__name__)


    @app.post("/login")
    def login():
        claims = {"sub": "1", "iat": int(time.time())}
        return jsonify(token=jwt.encode(claims, os.environ["KEY"], algorithm="HS256"))  # found
    """,
)
check.example(
    "the end is added later, or comes with what others give",
    """
    import os
    import time

    import jwt
    from flask import Flask, jsonify

    app = Flask(__name__)


    def issued(more):
        return jwt.encode({"sub": "1", **more}, os.environ["KEY"], algorithm="HS256")


    @app.post("/login")
    def login():
        claims = {"sub": "1"}
        claims["exp"] = int(time.time()) + 600
        token = jwt.encode(claims, os.environ["KEY"], algorithm="HS256")
        return jsonify(token=token, other=issued({"exp": int(time.time()) + 60}))
    """,
)
