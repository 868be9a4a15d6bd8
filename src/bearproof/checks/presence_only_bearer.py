"""A Bearer token is only looked for.

What it finds
    A condition that refuses the request when the credential is missing or does not begin with its scheme, on a way
    along which nothing ever verifies it.

Why it matters
    Any text passes. `Authorization: Bearer x` opens every route behind the check, and whatever the route then decides,
    it decides for a caller nobody knows.

Instead
    Verify the token on every request: signature with an explicit algorithm, expiry, audience and issuer. Decide from
    its claims only.

How it is proven
    A credential that no verifier may accept is sent, and the answer that needs one comes back; without any credential
    it is refused.

How the guard stops it
    Every route is closed until a verified token opens it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bearproof.checks._check import Check
from bearproof.findings import Evidence, Finding, Fix, Severity, Status
from bearproof.fix import guarding
from bearproof.fix.editing.script import Scripts
from bearproof.model.app import App
from bearproof.probe.request import Request
from bearproof.taint.decisions import looked_at_only
from bearproof.taint.flows import source_named

if TYPE_CHECKING:
    from bearproof.probe.target import Target

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=287,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-9.1.1", "cwe-306"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Conditions that look at a credential which nothing verifies."""
    for deciding in looked_at_only(app):
        yield check.from_decision(
            app,
            deciding,
            f"{source_named(deciding.label)} is looked for and never verified: any text opens this route",
        )


@check.proves
def prove(target: Target, finding: Finding) -> Evidence | None:
    """A credential that nobody issued is accepted, where none is refused."""
    from bearproof.probe import oracles  # noqa: PLC0415  # only a live run asks

    return oracles.forged_accepted(target, finding)


@check.fixes
def fix(finding: Finding, scripts: Scripts) -> Fix | Status | None:
    """A guard that verifies the token, or the news that one does already."""
    return guarding.guarded(finding, scripts)


check.example(
    "any header that begins with Bearer will do",
    """
    from flask import Flask, jsonify, request

    app = Flask(__name__)


    @app.get("/profile")
    def profile():
        auth = request.headers.get("Authorization", "")
        if not auth.startswith("Bearer "):  # found
            return jsonify(error="unauthorized"), 401
        return jsonify(balance=100)
    """,
    good=Request("GET", "/profile"),
)
check.example(
    "the same in a decorator that a whole module shares",
    """
    from functools import wraps

    from flask import Flask, abort, request

    app = Flask(__name__)


    def needs_token(view):
        @wraps(view)
        def inner(*args, **kwargs):
            if "Authorization" not in request.headers:  # found
                abort(401)
            kind, _, token = request.headers["Authorization"].partition(" ")
            if kind != "Bearer":
                abort(401)
            return view(*args, **kwargs)

        return inner


    @app.get("/orders")
    @needs_token
    def orders():
        return "[]"
    """,
    good=Request("GET", "/orders"),
)
check.example(
    "the token is verified after it was looked for",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/profile")
    def profile():
        auth = request.headers.get("Authorization", "")
        if not auth.startswith("Bearer "):
            abort(401)
        try:
            claims = jwt.decode(auth[7:], os.environ["KEY"], algorithms=["HS256"], audience="api")
        except jwt.InvalidTokenError:
            abort(401)
        return jsonify(claims["sub"])
    """,
)
check.example(
    "a key compared in constant time with one that is not in the source",
    """
    import hmac
    import os

    from flask import Flask, abort, request

    app = Flask(__name__)


    @app.get("/metrics")
    def metrics():
        key = request.headers.get("X-Api-Key")
        if not key or not hmac.compare_digest(key, os.environ["METRICS_KEY"]):
            abort(401)
        return "up 1"
    """,
)
