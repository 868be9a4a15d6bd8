"""A credential is compared with a word of the source.

What it finds
    A condition that lets a request through when its credential equals a constant, or is one of several.

Why it matters
    Whoever reads the source, an image or a stack trace has the credential, everybody has the same one, and it changes
    only with the next release.

Instead
    Verify a token, or compare with a key of the environment by `hmac.compare_digest`.

How it is proven
    It is not: the credential itself is the evidence. A report does not repeat it.

How the guard stops it
    It verifies tokens with keys of the environment.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.model.events import Event
from bearproof.taint.authorization.credentials import compared_with_constants
from bearproof.taint.flows import source_named

check = Check(
    __name__,
    severity=Severity.HIGH,
    cwe=798,
    since="0.1",
    family="authorization",
    tags=("owasp-api2", "asvs-13.3.1", "cwe-259"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Comparisons of a credential with constants."""
    for run, _, atom, label in compared_with_constants(app):
        message = f"{source_named(label)} is compared with a constant of the source"
        found = check.from_event(app, run, (Event(atom.path, atom.pos), (label,)), message)
        # The constant is a secret: the text of the comparison is not repeated.
        yield replace(found, sink_text="compared with a constant")


check.example(
    "one credential for everybody",
    """
    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/metrics")
    def metrics():
        if request.headers.get("X-Api-Key") != "f0e1d2c3b4a5968778":  # found
            abort(401)
        return jsonify(requests=1)
    """,
)
check.example(
    "the scheme is a constant, the key is not",
    """
    import hmac
    import os

    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/metrics")
    def metrics():
        scheme, _, sent = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or sent == "":
            abort(401)
        if not hmac.compare_digest(sent.encode(), os.environ["METRICS_KEY"].encode()):
            abort(401)
        return jsonify(requests=1)
    """,
)
