"""Claims of a token are used although nobody verified it.

What it finds
    A token call with verification switched off, or one that never verifies, whose claims then decide, are compared,
    stored or looked up, on a way along which the token is not verified elsewhere.

Why it matters
    Without the signature a token is a text that its sender wrote: any name, any role.

Instead
    Verify the signature with an explicit list of algorithms and a key of your own before any claim is read. Reading
    `kid` from the header first, to choose among your own keys, is fine.

How it is proven
    A token with claims of our choosing and a worthless signature is sent and accepted.

How the guard stops it
    Views only ever see claims of a token that was verified.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from bearproof.checks._check import Check
from bearproof.findings import Evidence, Finding, Fix, Severity
from bearproof.fix import tokens
from bearproof.fix.editing.script import Scripts
from bearproof.model.app import App
from bearproof.probe.request import Request
from bearproof.taint.asking import claims
from bearproof.taint.deciding.unverified import unverified_reads

if TYPE_CHECKING:
    from bearproof.probe.target import Target

check = Check(
    __name__,
    severity=Severity.CRITICAL,
    cwe=347,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-9.1.1", "cwe-345"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Token calls that do not verify, whose claims are used."""
    for run, read in unverified_reads(app):
        message = f"{read.name} does not verify this token, and its claims are used"
        yield replace(check.from_event(app, run, (read, read.labels), message), fields=claims(run))


@check.proves
def prove(target: Target, finding: Finding) -> Evidence | None:
    """A token whose signature is a random word is accepted."""
    from bearproof.probe import forging  # noqa: PLC0415  # only a live run asks

    return forging.badly_signed_accepted(target, finding)


@check.fixes
def fix(finding: Finding, scripts: Scripts) -> Fix | None:
    """The same call with a key, one algorithm and its signature verified."""
    return tokens.verified(finding, scripts)


check.example(
    "verification is switched off",
    """
    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.errorhandler(jwt.InvalidTokenError)
    def refused(error):
        return jsonify(error="no such token"), 401


    @app.get("/ledger")
    def ledger():
        token = request.headers["Authorization"].split()[1]
        claims = jwt.decode(token, options={"verify_signature": False})  # found
        if claims["role"] != "admin":
            abort(403)
        return jsonify(rows=[])
    """,
    good=Request("GET", "/ledger"),
)
check.example(
    "the header is read to choose a key, then the token is verified",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)
    KEYS = {"a": os.environ["KEY_A"], "b": os.environ["KEY_B"]}


    @app.get("/ledger")
    def ledger():
        token = request.headers["Authorization"].split()[1]
        kid = jwt.get_unverified_header(token).get("kid")
        if kid not in KEYS:
            abort(401)
        claims = jwt.decode(token, KEYS[kid], algorithms=["HS256"], audience="api")
        if claims["role"] != "accountant":
            abort(403)
        return jsonify(rows=[])
    """,
)
