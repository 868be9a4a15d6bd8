"""Every site may ask with the user's cookies.

What it finds
    Cross-origin rules that admit every origin and credentials at once.

Why it matters
    Any page that a user visits can call the API as that user, and read the answers.

Instead
    List the origins that need it; without cookies, with tokens in a header, leave credentials off.

How it is proven
    It is not: the rule is the evidence.

How the guard stops it
    It asks for a token in a header, which no other site can send; cookies alone open nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.taint.authorization.configured import cross_origin

check = Check(
    __name__,
    severity=Severity.MEDIUM,
    cwe=942,
    since="0.1",
    family="authorization",
    tags=("owasp-api8", "asvs-3.4.2", "cwe-346"),
)


@check.finds
def find(app: App) -> Iterator[Finding]:
    """Rules by which every site may ask with cookies."""
    for run, event, how in cross_origin(app):
        yield check.from_event(app, run, (event, ()), how)


check.example(
    "every origin, with cookies",
    """
    from flask import Flask
    from flask_cors import CORS

    app = Flask(__name__)
    CORS(app, origins="*", supports_credentials=True)  # found
    """,
)
check.example(
    "every origin without cookies, one origin with them",
    """
    from flask import Flask, jsonify
    from flask_cors import CORS, cross_origin

    app = Flask(__name__)
    CORS(app, origins="*")


    @app.get("/mine")
    @cross_origin(origins=["https://desk.example"], supports_credentials=True)
    def mine():
        return jsonify(rows=[])
    """,
)
