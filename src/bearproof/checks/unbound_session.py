"""A session decides beside a token, and nothing binds the two.

What it finds
    A route that verifies a token and then decides on the session, although the session is nowhere compared with the
    token's subject, session id, token id or thumbprint.

Why it matters
    The token says who is asking, the session says what somebody else once was. With one's own token and another
    session, or an old one, the privileges of both add up.

Instead
    Decide from the token's claims, or compare the session with the token's `sub`, `jti` or `sid` first and refuse when
    they differ.

How it is proven
    The session of one identity is sent with the token of another, and what only the first may do is done.

How the guard stops it
    A session is bound to the token that made it, and refused beside any other.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.deciding.sessions import on_unbound_session
from bearproof.taint.flows import source_named

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=613,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-7.2.1", "cwe-287"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Conditions on a session that is not compared with the verified token."""
    for deciding in on_unbound_session(app):
        yield check.from_decision(
            app,
            deciding,
            f"{source_named(deciding.label)} decides, and nothing compares the session with the verified token",
        )


check.example(
    "the session's role decides beside a verified token",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request, session

    app = Flask(__name__)


    @app.get("/console")
    def console():
        token = request.headers["Authorization"].split()[1]
        jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
        if session.get("role") != "admin":  # found
            abort(403)
        return jsonify(ok=True)
    """,
)
check.example(
    "the session is compared with the token's subject first",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request, session

    app = Flask(__name__)


    @app.get("/console")
    def console():
        token = request.headers["Authorization"].split()[1]
        claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
        if session.get("sub") != claims["sub"]:
            abort(401)
        if session.get("role") != "admin":
            abort(403)
        return jsonify(ok=True)
    """,
)
