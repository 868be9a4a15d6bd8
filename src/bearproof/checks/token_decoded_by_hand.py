"""The payload of a token is decoded by hand.

What it finds
    A part of a credential, split at its dots and decoded from base64, on a way on which nothing verifies the token.

Why it matters
    The signature is the third part. Who reads the second without it believes whatever the sender wrote there.

Instead
    Call a library that verifies: it answers with the same claims, or refuses.

How it is proven
    It is not yet: a token with a worthless signature would have to be made for each app.

How the guard stops it
    Views only ever see claims of a token that was verified.
"""

from __future__ import annotations

from collections.abc import Iterator

from bearproof.checks._check import Check
from bearproof.findings import Finding, Severity
from bearproof.model.app import App
from bearproof.model.labels import SEGMENT
from bearproof.taint.authorization.credentials import decoded_by_hand

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
    """Parts of tokens that are decoded and never verified."""
    for run, call, how in decoded_by_hand(app):
        labels = tuple(label for label in call.args[0].labels if SEGMENT in label.marks)[:1]
        yield check.from_event(app, run, (call, labels), f"{call.name} {how}")


check.example(
    "the second part is read",
    """
    import base64
    import json

    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/ledger")
    def ledger():
        token = request.headers["Authorization"].split()[1]
        claims = json.loads(base64.urlsafe_b64decode(token.split(".")[1] + "=="))  # found
        if claims["role"] != "accountant":
            abort(403)
        return jsonify(rows=[])
    """,
)
check.example(
    "a name and a password, which are no token",
    """
    import base64

    from flask import Flask, abort, jsonify, request
    from werkzeug.security import check_password_hash

    app = Flask(__name__)
    PEOPLE = {}


    @app.get("/ledger")
    def ledger():
        pair = base64.b64decode(request.headers["Authorization"].split(" ")[1]).decode()
        name, _, password = pair.partition(":")
        if name not in PEOPLE or not check_password_hash(PEOPLE[name], password):
            abort(401)
        return jsonify(rows=[])
    """,
)
check.example(
    "the code over it is checked by hand, too",
    """
    import base64
    import hashlib
    import hmac
    import json
    import os

    from flask import Flask, abort, jsonify, request

    app = Flask(__name__)


    @app.get("/ledger")
    def ledger():
        token = request.headers["Authorization"].split()[1]
        head, body, sent = token.split(".")
        mine = hmac.new(os.environ["KEY"].encode(), f"{head}.{body}".encode(), hashlib.sha256).digest()
        if not hmac.compare_digest(base64.urlsafe_b64decode(sent + "=="), mine):
            abort(401)
        claims = json.loads(base64.urlsafe_b64decode(body + "=="))
        return jsonify(owner=claims["sub"])
    """,
)
