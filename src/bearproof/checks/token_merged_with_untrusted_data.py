"""Verified claims are merged with data that nobody verified, and the mixture decides.

What it finds
    Claims of a token and data of the request, a deserialized object, a session or a cache entry become one mapping,
    and a condition then reads its answer from that mapping.

Why it matters
    The second source overwrites the first, or fills in what the token does not say. The signature still verifies, and
    the decision is the sender's.

Instead
    Keep the claims apart, and read every decision from them alone.

How it is proven
    The same token is sent twice, once with a claim added through the other source; a refusal becomes an answer.

How the guard stops it
    Claims are given to the view as an immutable, typed object.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from bearproof.checks._check import Check
from bearproof.findings import Evidence, Finding, Severity
from bearproof.model.app import App
from bearproof.probe.request import Request
from bearproof.taint.asking import input_of
from bearproof.taint.decisions import on_merged_claims
from bearproof.taint.flows import source_named

if TYPE_CHECKING:
    from bearproof.probe.target import Target

check = Check(
    __name__,
    severity=Severity.CRITICAL,
    cwe=345,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-8.3.1", "cwe-863"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Merges of verified claims with other data that a condition then reads."""
    for merge, deciding in on_merged_claims(app):
        found = check.from_event(
            app,
            deciding.run,
            (merge, (deciding.label,)),
            f"{source_named(deciding.label)} is merged with verified claims, and the mixture decides",
        )
        yield replace(found, input=input_of(deciding.run, deciding.label, deciding.atom))


@check.proves
def prove(target: Target, finding: Finding) -> Evidence | None:
    """One untrusted value is varied, and the decision on the mixture changes."""
    from bearproof.probe import oracles  # noqa: PLC0415  # only a live run asks

    return oracles.decision_flipped(target, finding)


check.example(
    "a deserialized session is laid over the claims",
    """
    import base64
    import json
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/console")
    def console():
        token = request.headers["Authorization"].split()[1]
        claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
        extra = json.loads(base64.b64decode(request.cookies["context"]))
        claims.update(extra)  # found
        if claims["role"] != "admin":
            abort(403)
        return jsonify(ok=True)
    """,
    good=Request("GET", "/console", cookies={"context": "eyJ0aGVtZSI6ICJkYXJrIn0="}),
)
check.example(
    "both are laid into a new mapping",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.post("/console")
    def console():
        token = request.headers["Authorization"].split()[1]
        claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
        context = {**claims, **request.get_json()}  # found
        if "admin" not in context["roles"]:
            abort(403)
        return jsonify(ok=True)
    """,
    good=Request("POST", "/console", json={"theme": "dark"}),
)
check.example(
    "the mixture is only echoed, and the claims decide",
    """
    import os

    import jwt
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.post("/console")
    def console():
        token = request.headers["Authorization"].split()[1]
        claims = jwt.decode(token, os.environ["KEY"], algorithms=["HS256"], audience="api")
        if claims["role"] != "admin":
            abort(403)
        return jsonify({**request.get_json(), **claims})
    """,
)
